"""The database as a sheet: the columns, reading files of others, writing our own."""
