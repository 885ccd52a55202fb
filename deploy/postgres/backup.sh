#!/bin/sh
# Writes a backup of the database to a file, which is there only when it is whole:
#
#   PGHOST=db.example.com PGDATABASE=compliance_center PGUSER=compliance_center_owner ./backup.sh FILE
#
# with the owner's password in PGPASSWORD or ~/.pgpass, and pg_dump of PostgreSQL 18 or later.
set -eu
file=${1:?"usage: backup.sh FILE"}
partial=$file.partial
umask 077
trap 'rm -f "$partial"' EXIT

# Row-level security holds the owner, too, so that pg_dump refuses to run unless it is told that this is meant; the owner has
# policies by which every row of every table is visible to it. Sessions are left out: whoever is signed in signs in again.
pg_dump --format=custom --schema=compliance_center --enable-row-security \
  --exclude-table-data='compliance_center.spring_session*' --file="$partial"
# Reads the file's table of contents, which is written last.
pg_restore --list "$partial" >/dev/null
mv "$partial" "$file"
