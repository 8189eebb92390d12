# Digits in which dyad fit and fixest agree: docs/reference/coming-from.md.
#   Rscript bench/digits.R GUIDE.csv > bench/results/digits.csv
# GUIDE.csv is the panel of Yotov et al. (2016), chapter 2: exporter, importer, pair_id, year, trade, DIST, CNTG, LANG, CLNY, RTA.
suppressMessages({library(fixest); library(data.table)})
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)))
guide_file <- commandArgs(TRUE)[1]
every <- "(year - 1986) % 4 = 0 AND year BETWEEN 1986 AND 2006"
guide <- fread(guide_file)[year %in% seq(1986, 2006, 4)]
positive <- guide[trade > 0]

# Singletons, a level of zeros, a dummy that separates, missing values.
set.seed(7)
n <- 400
small <- data.frame(f = sample(12, n, TRUE), g = sample(paste0("g", 1:9), n, TRUE), t = sample(2001:2004, n, TRUE),
                    x = rnorm(n), z = rnorm(n), pop = runif(n, 1, 9), w = runif(n, .5, 2))
small$y <- rpois(n, exp(.3 * small$x - .2 * small$z + log(small$pop) * .5 + small$f / 10))
small$y[small$f == 12] <- 0
small$s <- as.integer(runif(n) < .08)
small$y[small$s == 1] <- 0
small$f[1:3] <- 21:23
small$y[1:3] <- c(4, 0, 2)
small$z[11:14] <- NA
small_file <- tempfile(fileext = ".csv")
fwrite(small, small_file)

dyad <- function(formula, file, ...) {
  words <- c("fit", formula, "--data", file, ..., "--json")
  json <- paste(system2(file.path(here, "..", "dyad"), shQuote(words), stdout = TRUE, stderr = FALSE), collapse = " ")
  values <- function(field) {
    found <- regmatches(json, gregexpr(sprintf('"%s": *[^,}]+', field), json))[[1]]
    suppressWarnings(as.numeric(sub('.*: *', "", found)))
  }
  list(rows = values("observations"), estimate = values("estimate"), error = values("std_error"), p = values("p_value"))
}

# -log10 of the largest relative difference.
digits <- function(a, b) round(min(-log10(pmax(abs(a / b - 1), 1e-16))), 1)

compare <- function(what, ssc, fit, ours) {
  theirs <- coeftable(fit)
  stopifnot(nrow(theirs) == length(ours$estimate))
  told <- theirs[, 4] > 1e-12
  p <- if (any(told)) digits(ours$p[told], theirs[told, 4]) else NA
  cat(sprintf('"%s",%s,%d,%d,%.1f,%.1f,%s\n', what, ssc, ours$rows, fit$nobs, digits(ours$estimate, theirs[, 1]),
              digits(ours$error, theirs[, 2]), p))
}
ppml <- function(...) fepois(..., glm.tol = 1e-12, fixef.tol = 1e-10, notes = FALSE, warn = FALSE)
ols <- function(...) feols(..., fixef.tol = 1e-11, notes = FALSE)
conventions <- list(fixest = ssc(), stata = ssc(adj = FALSE), none = ssc(adj = FALSE, cluster.adj = FALSE))
kinds <- list(iid = "iid", hetero = "hetero", "cluster:exporter^importer" = ~exporter^importer,
              "cluster:exporter,importer" = ~exporter + importer, "cluster:exporter,importer,year" = ~exporter + importer + year)

cat("model,ssc,rows,rows_fixest,estimates,errors,p_values\n")
two <- "~ log(DIST) + CNTG + LANG + CLNY | exporter^year + importer^year"
three <- "~ RTA | exporter^year + importer^year + exporter^importer"
for (kind in names(kinds)) {
  for (name in names(conventions)) {
    compare(paste("PPML two-way guide", kind), name, ppml(as.formula(paste("trade", two)), guide, vcov = kinds[[kind]],
      ssc = conventions[[name]]), dyad(paste("trade", two), guide_file, "--where", every, "--vcov", kind, "--ssc", name))
  }
}
pair <- kinds[[3]]
for (name in c("fixest", "stata"))
  compare("PPML three-way guide by pair", name, ppml(as.formula(paste("trade", three)), guide, vcov = pair, ssc = conventions[[name]]),
    dyad(paste("trade", three), guide_file, "--where", every, "--vcov", names(kinds)[3], "--ssc", name))
for (right in c(two, three))
  compare("fixest at its tolerances guide by pair", "fixest", fepois(as.formula(paste("trade", right)), guide, vcov = pair, notes = FALSE),
    dyad(paste("trade", right), guide_file, "--where", every, "--vcov", names(kinds)[3], "--ssc", "fixest"))
least <- c("--family", "gaussian", "--where", paste("trade > 0 AND", every))
exact <- list(fixest = ssc(), stata = ssc(fixef.force_exact = TRUE))
for (kind in names(kinds)[1:4]) {
  for (name in names(exact)) {
    compare(paste("least squares two-way guide", kind), name, ols(as.formula(paste("log(trade)", two)), positive, vcov = kinds[[kind]],
      ssc = exact[[name]]), dyad(paste("log(trade)", two), guide_file, least, "--vcov", kind, "--ssc", name))
  }
}
for (singletons in c("none", "singleton"))
  compare(paste("least squares three-way guide by pair, fixef.rm", singletons), "fixest",
    ols(as.formula(paste("log(trade)", three)), positive, vcov = pair, fixef.rm = singletons),
    dyad(paste("log(trade)", three), guide_file, least, "--vcov", names(kinds)[3], "--ssc", "fixest",
      if (singletons == "none") "--keep-singletons"))
for (right in c("i(year, RTA, ref = 1986) | exporter^year + importer^year", "log(DIST) + CNTG",
                "log(DIST) + log(DIST):CNTG + LANG * CLNY | exporter^year + importer^year",
                "log(DIST) + I(log(DIST)^2) | exporter^year + importer^year"))
  compare(paste("PPML guide", right), "stata", ppml(as.formula(paste("trade ~", right)), guide, vcov = "hetero",
    ssc = conventions$stata), dyad(paste("trade ~", right), guide_file, "--where", every))

both <- function(what, formula, vcov, kind, ..., fixest = list(fixef.rm = "both"), estimator = ppml, data = small)
  compare(paste(what, "small", kind), "fixest", do.call(estimator, c(list(as.formula(formula), data, vcov = vcov), fixest)),
    dyad(gsub("'", '"', formula), small_file, "--vcov", kind, "--ssc", "fixest", ...))
plain <- "y ~ x + z | f + t"
both("PPML singletons kept", plain, ~f, "cluster:f", "--keep-singletons", fixest = list())
both("PPML singletons dropped", plain, ~f, "cluster:f")
both("PPML weights", plain, "hetero", "hetero", "--weights", "w", fixest = list(fixef.rm = "both", weights = ~w))
both("PPML weights", plain, "iid", "iid", "--weights", "w", fixest = list(fixef.rm = "both", weights = ~w))
both("PPML offset", plain, "hetero", "hetero", "--offset", "log(pop)", fixest = list(fixef.rm = "both", offset = ~log(pop)))
for (formula in c("y ~ x + i(t) | f", "y ~ i(t, x) | f + t", "y ~ i(g, x, ref = 'g1') | f + t"))
  both(gsub('"', "'", paste("PPML", formula)), formula, "hetero", "hetero")
both("PPML separated rows left out", plain, "hetero", "hetero", "--where", "s = 0", data = small[small$s == 0, ])
both("least squares weights", plain, "hetero", "hetero", "--weights", "w", "--family", "gaussian",
  fixest = list(fixef.rm = "both", weights = ~w), estimator = ols)
both("least squares", plain, ~g, "cluster:g", "--family", "gaussian", estimator = ols)
