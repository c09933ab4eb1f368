"""One file a version: `r0001_….py` with `revision = "0001"`. They stand as they were written; tables.py moves on."""
