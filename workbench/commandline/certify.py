"""`remit certify`: proves a matrix and keeps the certificate in the file."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.commandline.arguments import FileArgument, JsonOption, OnOption, today
from workbench.commandline.files import edition_called, reading, writing
from workbench.commandline.output import say, show_json
from workbench.commandline.progress import progress_bar
from workbench.failures import FileProblem

if TYPE_CHECKING:
    from models.cases import Certificate


def certify(
    file: FileArgument,
    edition: Annotated[
        str | None,
        typer.Option(
            "--edition", metavar="MATRIX", help="Its version or name; the one in force untold.", show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Prove it, but keep no certificate.")] = False,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> int:
    """Prove a matrix free of errors and keep the certificate. Exit code 1 where an error stands against it."""
    from models.authority.grid import edition_shown
    from models.certificate import NotProved, prove_edition
    from models.commands.certificates import keep_certificate

    day = on or today()
    with reading(file) if dry_run else writing(file) as session:
        document = session.document
        row = edition_called(document, edition) if edition is not None else edition_shown(document, day)
        if row is None:
            raise FileProblem(f"{file} has no matrix to certify.")
        try:
            with progress_bar("Proving", quiet=as_json) as progress:
                certificate = prove_edition(document, row.id, day, progress=progress)
        except NotProved as refused:
            if as_json:
                errors = [finding.to_json() for finding in refused.errors]
                show_json("certificate", {"file": str(file), "certified": False, "why": str(refused), "errors": errors})
            else:
                say(str(refused))
            return 1
        if not dry_run:
            session.execute(keep_certificate, certificate)
    if as_json:
        show_json("certificate", {"file": str(file), "certified": True, **fields_of(certificate)})
    else:
        from models.certificate import certificate_lines

        for heading, text in certificate_lines(document, certificate):
            say(f"{heading:<12} {text}")
    return 0


def fields_of(certificate: "Certificate") -> dict[str, Any]:
    """Return a certificate as JSON data."""
    return {"certificate": certificate.model_dump(mode="json", exclude={"position"})}
