# Read files of Stata with haven, vocabularies by their labels, and write them as CSV.
options(warn = 2)
library(haven)
for (file in commandArgs(TRUE)) {
  found <- as_factor(read_dta(file))
  numbers <- vapply(found, is.numeric, TRUE)
  found[numbers] <- lapply(found[numbers], format, digits = 15, trim = TRUE, scientific = FALSE)
  write.csv(found, paste0(file, ".csv"), row.names = FALSE, na = "")
}
