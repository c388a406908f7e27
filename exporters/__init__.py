"""What is taken away: workbooks, documents, figures, text; plain functions of a document."""
