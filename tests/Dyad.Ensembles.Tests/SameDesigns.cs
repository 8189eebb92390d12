using FsCheck.Xunit;

// Every run draws the same designs, so that a red run is the work of a change. To hunt with fresh ones, take this line out.
[assembly: Properties(Replay = "2011,1987")]
