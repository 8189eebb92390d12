using Dyad.Cluster.Tests.Toys;

// A process of tests, or a worker that a test has started.
return args is ["worker", var join]
    ? await ToyWorker.RunAsync(join)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
