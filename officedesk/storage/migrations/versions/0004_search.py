"""What is written can be found: an index of words for each noun, kept by triggers in the transaction of the write."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What a rule says of a date is left out: it is the same text each month, and would be most of the index.
TEXTS = {
    "task": ("title", "notes"),
    "deadline": ("title", "notes"),
    "event": ("title", "place", "notes"),
    "decision": ("question", "context"),
    "document": ("name",),
    "supplier": ("name", "trade", "contact", "notes"),
    "client": ("name", "activity", "city", "addressee", "notes"),
}
# Letters that nobody types, then the client or the domain: the index itself is scoped. A supplier is nobody's.
OWNERS = dict.fromkeys(TEXTS, " || ' ' || char(57344) || {row}.client_id")
OWNERS |= {"client": " || ' ' || char(57344) || {row}.id", "supplier": ""}
DOMAIN = " || ' ' || char(57345) || coalesce({row}.domain, '')"
WITH_DOMAIN = ("task", "deadline")
# The tokenizer folds accents and capitals, not ligatures.
LIGATURES = (("œ", "oe"), ("Œ", "oe"), ("æ", "ae"), ("Æ", "ae"))
# Beginnings of words that are kept: of any other, the index gathers all that it finds before it gives the newest. Tasks
# may be a million; legal dates are written by thousands at once, and each length would cost their writing.
PREFIXES = dict.fromkeys(TEXTS, "2 3") | {"task": "2 3 4 5 6 7 8 9 10 11"}
# Nothing is stored but the words; those of a deleted row are overwritten.
TABLE = """
CREATE VIRTUAL TABLE search_{noun} USING fts5(
  words, content='', tokenize='unicode61 remove_diacritics 2', prefix='{prefix}')
"""
ADD = "INSERT INTO search_{noun} (rowid, words) VALUES (new.id, {new});"
REMOVE = "INSERT INTO search_{noun} (search_{noun}, rowid, words) VALUES ('delete', old.id, {old});"
TRIGGERS = (
    "CREATE TRIGGER search_{noun}_added AFTER INSERT ON {noun} BEGIN " + ADD + " END",
    "CREATE TRIGGER search_{noun}_deleted AFTER DELETE ON {noun} BEGIN " + REMOVE + " END",
    "CREATE TRIGGER search_{noun}_changed AFTER UPDATE OF {columns} ON {noun} WHEN {old} IS NOT {new} BEGIN "
    + REMOVE
    + " "
    + ADD
    + " END",
)


def words_of(noun: str, row: str) -> str:
    """Return the expression of what is indexed of a row: its texts, and whose it is."""
    words = " || ' ' || ".join(f"{row}.{column}" for column in TEXTS[noun])
    for ligature, letters in LIGATURES:
        words = f"replace({words}, '{ligature}', '{letters}')"
    return words + (OWNERS[noun] + (DOMAIN if noun in WITH_DOMAIN else "")).format(row=row)


def upgrade() -> None:
    """Climb one step."""
    connection = op.get_bind()
    for noun, columns in TEXTS.items():
        connection.exec_driver_sql(TABLE.format(noun=noun, prefix=PREFIXES[noun]))
        connection.exec_driver_sql(f"INSERT INTO search_{noun} (search_{noun}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
        connection.exec_driver_sql(
            f"INSERT INTO search_{noun} (rowid, words) SELECT id, {words_of(noun, noun)} FROM {noun}"  # noqa: S608
        )
        watched = (*columns, "domain") if noun in WITH_DOMAIN else columns
        names = {"noun": noun, "columns": ", ".join(watched)}
        for trigger in TRIGGERS:
            connection.exec_driver_sql(trigger.format(**names, old=words_of(noun, "old"), new=words_of(noun, "new")))


def downgrade() -> None:
    """Come back down."""
    for noun in TEXTS:
        for moment in ("added", "deleted", "changed"):
            # A table made again by the way down has lost its own.
            op.execute(f"DROP TRIGGER IF EXISTS search_{noun}_{moment}")
        op.execute(f"DROP TABLE search_{noun}")
