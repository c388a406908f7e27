"""The application: file, session, importers, command line, window, wiring."""

import os

# A document is validated by its own rules alone: whatever else is installed does not get to see it, nor does the
# start wait for every installed distribution to be asked. Here, because it counts before the first model is built.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
