using FsCheck.Xunit;

// Every run draws the same programmes, so that a red run is the work of a change.
[assembly: Properties(Replay = "1986,2007")]
