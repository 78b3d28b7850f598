using SocketLab.Core.Capture.Streams;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Recordings;

namespace SocketLab.Core.Replaying;

/// <summary>The messages that a replay sends, and the journal that it has them in until it ends.</summary>
/// <remarks>What is recorded is read into a journal of the replay's own; everything else is where it was.</remarks>
internal sealed class ReplaySource : IDisposable
{
    private readonly EntryJournal? _own;

    private ReplaySource(RecordedMessages messages, EntryJournal? own) => (Messages, _own) = (messages, own);

    /// <summary>The messages.</summary>
    public RecordedMessages Messages { get; }

    /// <summary>Finds them.</summary>
    /// <exception cref="InvalidDefinitionException">There are none, or too many, or they do not go together.</exception>
    /// <exception cref="LimitReachedException">The recording is longer than memory for journals.</exception>
    public static async Task<ReplaySource> OpenAsync(
        ReplayOptions options,
        EndpointSupervisor supervisor,
        RecordingLibrary recordings,
        CancellationToken cancellation
    )
    {
        if (options.EndpointId is { } id)
        {
            return new(await FindAsync(options, supervisor.Get(id).ToFilterSource(), cancellation), null);
        }

        await using var files = recordings.Get(options.RecordingId!).OpenFiles();
        var journal = supervisor.NewJournal(Math.Max(supervisor.Limits.JournalBytesTotal / 2, supervisor.Limits.JournalBytes));
        try
        {
            await Task.Run(() => CaptureOpening.ReadAsync(files, journal, cancellation), cancellation);
            return journal.Ledger.Evicted == 0
                ? new(await FindAsync(options, new FilterSource(journal), cancellation), journal)
                : throw new LimitReachedException(nameof(EndpointLimits.JournalBytesTotal), supervisor.Limits.JournalBytesTotal);
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _own?.Dispose();

    private static async Task<RecordedMessages> FindAsync(ReplayOptions options, FilterSource source, CancellationToken cancellation)
    {
        var cursor = options.Filter is { } filter ? new FilterCursor(source, Filter.Parse(filter)) : null;
        var found = await Task.Run(() => RecordedMessages.Find(source.Journal, IsWanted, cancellation), cancellation);
        var wrong =
            found.AreTooMany ? $"These are more than {RecordedMessages.Most:N0} messages: take fewer with a filter."
            : found.Count == 0 ? "There is no such message to send: look at direction, filter and connection."
            : found.MaxLength == 0 && !options.IsUdp ? "On a stream an empty message is nothing."
            : found.Connections > 1 && !options.IsUdp
                ? $"These are of {found.Connections:N0} connections, whose bytes would mix in one stream: name one."
            : null;
        return wrong is null ? found : throw new InvalidDefinitionException([new("$.source", wrong)]);

        bool IsWanted(in EntryView entry) =>
            (options.Connection.IsNone || entry.ConnectionId == options.Connection)
            && (options.Direction == EntryDirection.None || entry.Direction == options.Direction)
            && options.Sequences?.Contains(entry.Sequence) != false
            && cursor?.Takes(entry.Sequence, cancellation) != false;
    }
}
