"""What is seen: Qt widgets and item models. Knows the document, not the file."""
