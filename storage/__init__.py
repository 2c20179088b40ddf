"""What Steward remembers: SQLAlchemy Core tables, rows to frozen dataclasses, the outbox, migrations."""
