"""Edits of certificates: issuing one for a matrix that is proved."""

from datetime import date

from models.authority.editions import edition_words
from models.cases import Certificate
from models.certificate import is_stale, prove_edition
from models.changes import ChangeSet, Edit, EditRefused
from models.document import Document


def issue_certificate(document: Document, edition: str, on: date) -> ChangeSet:
    """Prove an edition on a day and keep the certificate.

    Raises NotProved, naming the number of errors and the first, when it cannot be given.
    """
    return keep_certificate(document, prove_edition(document, edition, on))


def keep_certificate(document: Document, certificate: Certificate) -> ChangeSet:
    """Keep a certificate that was made elsewhere. Raises EditRefused when what it proves has been edited meanwhile."""
    if is_stale(document, certificate):
        raise EditRefused("The matrix was edited while it was being proved; prove it again.")
    edit = Edit(document)
    edit.create(certificate)
    return edit.done(f"Certify {edition_words(document.editions[certificate.edition])}")
