# One estimation by fixest (R), for bench/fit.sh. Usage: Rscript bench/fixest.R FILE.csv THREADS FORMULA CLUSTER
# Prints: seconds to read, seconds to fit, observations, deviance, first coefficient, its standard error.
suppressPackageStartupMessages({
  library(fixest)
  library(data.table)
})
args <- commandArgs(TRUE)
setFixest_nthreads(as.integer(args[2]))
setFixest_notes(FALSE)
setDTthreads(as.integer(args[2]))
read <- system.time(data <- as.data.frame(fread(args[1])))[["elapsed"]]
fit <- system.time(m <- fepois(as.formula(args[3]), data, vcov = as.formula(paste0("~", args[4]))))[["elapsed"]]
cat(sprintf("%.4f,%.4f,%d,%.9g,%.12g,%.9g\n", read, fit, m$nobs, m$deviance, coef(m)[[1]], se(m)[[1]]))
