# Files of Stata and SPSS as haven reads them, vocabularies by their labels, written as CSV.
options(warn = 2)
library(haven)
cat(as.character(packageVersion("haven")))
for (file in commandArgs(TRUE)) {
  found <- if (endsWith(file, ".dta")) read_dta(file) else read_sav(file)
  found <- as_factor(found)
  numbers <- vapply(found, is.numeric, TRUE)
  found[numbers] <- lapply(found[numbers], format, digits = 15, trim = TRUE, scientific = FALSE)
  write.csv(found, paste0(file, ".csv"), row.names = FALSE, na = "")
}
