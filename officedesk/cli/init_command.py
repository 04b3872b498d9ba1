"""Creates an empty desk."""

import typer

from officedesk.cli.invocation import Invocation, new_passphrase
from officedesk.cli.words import application

app = application()


@app.command()
def init(
    context: typer.Context,
    keyring: bool = typer.Option(False, "--keyring", help="garde la clé dans le trousseau du système"),
) -> None:
    """Crée un bureau vide et affiche la clé de récupération, une seule fois."""
    from officedesk.storage import keyring_cache, keys
    from officedesk.storage.portfolio import Portfolio

    invocation: Invocation = context.obj
    secret = new_passphrase()
    portfolio, recovery = Portfolio.create(invocation.desk, secret, invocation.now)
    portfolio.close()
    kept = keyring and keyring_cache.remember(invocation.desk, keys.unlock(invocation.desk, secret))
    lines = [
        f"Bureau créé dans {invocation.desk}.",
        f"Clé de récupération, à imprimer et à ranger ailleurs (elle ne sera plus affichée) : {recovery}",
    ]
    if keyring and not kept:
        lines.append("Le trousseau du système n’a pas répondu : la phrase de passe sera demandée.")
    invocation.answer({"home": str(invocation.desk), "recovery_key": recovery}, lines)
