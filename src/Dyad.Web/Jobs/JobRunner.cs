using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Dyad.Web.Api;
using Dyad.Workbench;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dyad.Web.Jobs;

/// <summary>What a job does: told of its folder and of whom to tell about stages; gives what came of it in a line.</summary>
public delegate Task<string> JobWork(string folder, IProgress<Stage> progress, CancellationToken cancel);

/// <summary>
/// Runs jobs one after the other, since each takes all cores, and keeps what became of them beside their files (<c>jobs/ID/job.json</c>).
/// One that a stop of the server cut short is told as cancelled.
/// </summary>
public sealed partial class JobRunner : BackgroundService
{
    /// <summary>Jobs of one dossier that may wait.</summary>
    private const int Waiting = 20;

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly ILogger<JobRunner> _log;
    private readonly Channel<(Job Job, JobWork Work)> _queue = Channel.CreateUnbounded<(Job, JobWork)>();
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _stops = new(StringComparer.Ordinal);

    /// <summary>Jobs with their files under a folder.</summary>
    public JobRunner(string folder, TimeProvider time, ILogger<JobRunner> log)
    {
        (_folder, _time, _log) = (folder, time, log);
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.EnumerateFiles(folder, "job.json", SearchOption.AllDirectories))
        {
            if (Read(file) is { } job)
                _jobs[job.Id] = job.Ended ? job : job with { State = JobState.Cancelled };
        }
    }

    /// <summary>Jobs of a dossier, newest first.</summary>
    public IReadOnlyList<Job> Of(string dossier) => [.. _jobs.Values.Where(j => j.Dossier == dossier).OrderByDescending(j => j.At)];

    /// <summary>A job of a dossier; null where it has none of that id.</summary>
    public Job? Find(string dossier, string id) => _jobs.GetValueOrDefault(id) is { } job && job.Dossier == dossier ? job : null;

    /// <summary>Folder of a job's files.</summary>
    public string FolderOf(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Path.Combine(_folder, job.Id);
    }

    /// <summary>Puts a job at the end of the queue, after what it reads was written to its folder.</summary>
    /// <exception cref="UserException">Too many wait, or the disk has no room.</exception>
    public Job Start(
        string dossier, string kind, string name, string by, string side, JobWork work, (string Name, ReadOnlyMemory<byte> Content)? input = null)
    {
        if (Of(dossier).Count(j => !j.Ended) >= Waiting)
            throw new UserException("too many jobs are waiting: let one end, or cancel one");
        var job = new Job(Dossiers.DossierHall.NewId(), dossier, kind, name, by, side, _time.GetUtcNow());
        if (input is var (file, content))
            Write(Path.Combine(FolderOf(job), file), content);
        _stops[job.Id] = new CancellationTokenSource();
        Keep(job);
        _queue.Writer.TryWrite((job, work));
        return job;
    }

    /// <summary>Ends a job; one that has ended stays as it is.</summary>
    public void Cancel(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (_stops.TryGetValue(job.Id, out var stop))
            stop.Cancel();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (job, work) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, _stops[job.Id].Token);
            await RunAsync(job, work, stop.Token);
            _stops.TryRemove(job.Id, out _);
        }
    }

    private async Task RunAsync(Job job, JobWork work, CancellationToken cancel)
    {
        try
        {
            cancel.ThrowIfCancellationRequested();
            Keep(job with { State = JobState.Running });
            string folder = FolderOf(job);
            // Methods hold a thread for seconds: pages are served by others.
            string said = await Task.Factory.StartNew(
                () => work(folder, new Progress(this, job.Id), cancel), cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
            Keep(_jobs[job.Id] with { State = JobState.Done, Fraction = 1, Message = said });
        }
        catch (OperationCanceledException)
        {
            Keep(_jobs[job.Id] with { State = JobState.Cancelled });
        }
        catch (Exception e)
        {
            // What a member got wrong is told to them, and is no fault of the server.
            if (e is UserException)
                Refused(job.Kind, job.Id, e.Message);
            else
                Failed(e, job.Kind, job.Id);
            Keep(_jobs[job.Id] with { State = JobState.Failed, Message = Problems.Of(e).Line });
        }
    }

    private static void Write(string file, ReadOnlyMemory<byte> content)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content.Span);
        }
        catch (IOException e)
        {
            throw new UserException("the server could not keep the file: its disk may be full", e);
        }
    }

    /// <summary>Where the server keeps its files is nobody's business.</summary>
    private void Told(string id, Stage stage) => _jobs[id] = _jobs[id] with
    {
        Stage = stage.Name.Replace(Path.Combine(_folder, id) + Path.DirectorySeparatorChar, "", StringComparison.Ordinal),
        Fraction = Math.Clamp(stage.Fraction, 0, 1),
    };

    private void Keep(Job job)
    {
        _jobs[job.Id] = job;
        string folder = FolderOf(job), file = Path.Combine(folder, "job.json");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(file + ".part", JsonSerializer.SerializeToUtf8Bytes(job));
            File.Move(file + ".part", file, overwrite: true);
        }
        catch (IOException e)
        {
            Failed(e, job.Kind, job.Id);
        }
    }

    private static Job? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Job>(File.ReadAllBytes(file));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Tells at once, where <see cref="Progress{T}"/> would tell later from another thread, after the job has ended.</summary>
    private sealed class Progress(JobRunner runner, string id) : IProgress<Stage>
    {
        public void Report(Stage value) => runner.Told(id, value);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {kind} {id} ended: {fault}")]
    private partial void Refused(string kind, string id, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {kind} {id} failed")]
    private partial void Failed(Exception exception, string kind, string id);
}
