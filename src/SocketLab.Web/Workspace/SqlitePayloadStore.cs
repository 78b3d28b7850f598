using System.Globalization;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Workspace;

/// <summary>Keeps payloads in the workspace: those that people saved, and those that they sent last.</summary>
internal sealed class SqlitePayloadStore(WorkspaceDatabase database, WorkspaceStatus status)
{
    private readonly StoredTable _saved = new(WorkspaceTable.Payloads, database);
    private readonly StoredTable _sent = new(WorkspaceTable.SentPayloads, database);

    /// <summary>All saved payloads that can be read.</summary>
    public Task<IReadOnlyList<StoredPayload>> LoadAsync(CancellationToken cancellation) =>
        _saved.LoadAsync(row => new StoredPayload(row.Text("Id"), row.Json<SavedPayload>("Content")), payload => payload.Id, cancellation);

    /// <summary>Adds or replaces several, or none of them.</summary>
    /// <exception cref="NotSavedException">The workspace cannot be written.</exception>
    public Task SaveAsync(IReadOnlyList<StoredPayload> payloads, CancellationToken cancellation) =>
        _saved.WriteAsync(
            async write =>
            {
                foreach (var (id, content) in payloads)
                {
                    var stored = await write.TextAsync(id, "Content");
                    await write.SaveAsync(id, ("Id", id), ("Content", StoredJson.Write(content, stored)));
                }
            },
            cancellation
        );

    /// <summary>Removes one, if it is there.</summary>
    /// <exception cref="NotSavedException">The workspace cannot be written.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellation) => _saved.WriteAsync(write => write.DeleteAsync(id), cancellation);

    /// <summary>What was sent and can be read, newest first.</summary>
    public async Task<IReadOnlyList<SentPayload>> LoadHistoryAsync(CancellationToken cancellation)
    {
        var sent = await _sent.LoadAsync(
            row => new SentPayload(row.Number("Sequence", otherwise: 0), row.Time("Time"), row.Json<PayloadText>("Content")),
            Id,
            cancellation
        );
        return [.. sent.OrderByDescending(payload => payload.Sequence)];
    }

    /// <summary>Adds what was sent and forgets others.</summary>
    /// <exception cref="NotSavedException">The workspace cannot be written.</exception>
    public Task AddHistoryAsync(SentPayload sent, IReadOnlyList<SentPayload> forgotten, CancellationToken cancellation) =>
        _sent.WriteAsync(
            async write =>
            {
                foreach (var old in forgotten)
                {
                    await write.DeleteAsync(Id(old));
                }

                // Not the sequence that it has in this run: a row that could not be read may have that.
                var sequence = await write.MaxAsync("Sequence") + 1;
                await write.SaveAsync(
                    Id(sent),
                    ("Sequence", sequence),
                    ("Time", sent.Time),
                    ("Content", StoredJson.Write(sent.Payload, stored: null))
                );
            },
            cancellation
        );

    /// <summary>Forgets all that was sent, also what could not be read: whoever asks for it wants nothing left.</summary>
    /// <exception cref="NotSavedException">The workspace cannot be written.</exception>
    public async Task ClearHistoryAsync(CancellationToken cancellation)
    {
        await _sent.WriteAsync(write => write.ClearAsync(), cancellation);
        status.Forget(WorkspaceTable.SentPayloads);
    }

    private static string Id(SentPayload sent) => sent.Sequence.ToString(CultureInfo.InvariantCulture);
}
