# Read CSV files with readr, types guessed, and write the same values into a folder.
options(warn = 2)
suppressPackageStartupMessages(library(readr))
arguments <- commandArgs(TRUE)
for (file in arguments[-1]) {
  found <- read_csv(file, show_col_types = FALSE, guess_max = Inf)
  numbers <- vapply(found, is.numeric, TRUE)
  found[numbers] <- lapply(found[numbers], format, digits = 15, trim = TRUE, scientific = FALSE)
  write.csv(found, file.path(arguments[1], basename(file)), row.names = FALSE, na = "")
}
