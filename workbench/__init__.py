"""The application: file, session, importers, command line, window, wiring."""
