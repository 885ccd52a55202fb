#!/bin/sh
# Restores a backup into an empty database that roles.sql has made; all of it or, if anything fails, nothing:
#
#   PGHOST=db.example.com PGDATABASE=compliance_center PGUSER=compliance_center_owner ./restore.sh FILE
#
# with the owner's password in PGPASSWORD or ~/.pgpass, and pg_restore of PostgreSQL 18 or later.
set -eu
file=${1:?"usage: restore.sh FILE"}
pg_restore --exit-on-error --single-transaction --dbname="${PGDATABASE:-compliance_center}" "$file"
