# The solver of the R package cp2015, built by simulate-peer.sh, on tables written as CSV: baseline without deficits, then NAFTA's tariffs
# of 2005. Prints a row: seconds of both solutions, the larger norm of what they miss, Mexico's real wage in percent.
# Usage: Rscript simulate-peer.R PEER.so FOLDER TOLERANCE THREADS
arguments <- commandArgs(trailingOnly = TRUE)
library(Rcpp)
dyn.load(arguments[1])
folder <- arguments[2]
table_of <- function(name) read.csv(file.path(folder, paste0(name, ".csv")), stringsAsFactors = FALSE)
regions <- with(table_of("regions"), region[order(index)])
sectors <- with(table_of("sectors"), sector[order(index)])
filled <- function(data, columns, value) {
  names_of <- lapply(columns, function(column) if (column %in% c("sector", "input")) sectors else regions)
  result <- array(0, sapply(names_of, length), names_of)
  place <- mapply(match, data[columns], names_of)
  result[place] <- data[[value]]
  result
}
trade <- table_of("trade")
paid <- trade
paid$value <- paid$value * (1 + paid$tariff)
flow <- c("importer", "exporter", "sector")
spending <- filled(paid, flow, "value")
total <- apply(spending, c(1, 3), sum)
intermediate <- filled(table_of("intermediate_consumption"), c("region", "input", "sector"), "value")
added <- filled(table_of("value_added"), c("region", "sector"), "value")
final <- filled(table_of("final_consumption"), c("region", "sector"), "value")
output <- apply(intermediate, c(1, 3), sum) + added
shares <- sweep(spending, c(1, 3), total, "/")
ones <- function(...) array(1, c(...))
n <- length(regions)
data <- list(
  sets = list(regions = regions, sectors = sectors),
  parameters = list(
    theta_j = filled(table_of("theta"), "sector", "value"),
    pi_nij0 = shares,
    gamma_nkj = sweep(intermediate, c(1, 3), output, "/"),
    gamma_nj = added / output,
    alpha_nj = final / rowSums(final),
    tau_nij0 = filled(trade, flow, "tariff"),
    wL_n = rowSums(added)),
  variables = list(
    c_nj_hat = ones(n, length(sectors)), P_nj_hat = ones(n, length(sectors)), pi_nij1 = shares, X_nj1 = total,
    I_n1 = rowSums(added), D_n = rep(0, n), w_n_hat = rep(1, n),
    tau_nij1 = filled(trade, flow, "tariff_bln"), d_nij_hat = filled(trade, flow, "d_bln")))
solve <- function(data) .Call("peer_solve", data, 0.5, as.numeric(arguments[3]), 100000L, as.integer(arguments[4]))
seconds <- system.time({
  before <- solve(data)
  data$variables$tau_nij1 <- filled(trade, flow, "tariff_cfl")
  after <- solve(data)
})[["elapsed"]]
real <- function(solution) with(solution$variables, w_n_hat / P_n_hat)
wage <- 100 * (real(after) / real(before) - 1)[match("Mexico", regions)]
cat(sprintf("%.4f,%.3g,%.9f\n", seconds, max(before$convergence_criteria, after$convergence_criteria), wage))
