# The view `cells` as RSQLite reads it; a value that it would have to alter is an error.
options(warn = 2)
library(RSQLite)
connection <- dbConnect(SQLite(), commandArgs(TRUE)[1], extended_types = TRUE)
stopifnot(inherits(dbReadTable(connection, "prisoners_held")$period_start, "Date"))
cat(as.character(packageVersion("RSQLite")), "\n", sep = "")
cells <- dbReadTable(connection, "cells")
cells$number <- format(cells$number, digits = 15, trim = TRUE, scientific = FALSE)
cells$number[cells$number == "NA"] <- ""
write.csv(cells, row.names = FALSE, na = "")
dbDisconnect(connection)
