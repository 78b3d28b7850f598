using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Dissecting;

/// <summary>Reads entries with Wireshark's dissectors, in a process of their own that lives while it is needed.</summary>
/// <remarks>
/// One entry after the other is read; who waits can give up. The process gets small capture files and answers a fixed set of questions.
/// What it does with a hostile payload ends with it: it is started again, and the entry is tried once more without its neighbours.
/// </remarks>
public sealed class Dissector : IAsyncDisposable
{
    private readonly DissectorOptions _options;
    private readonly SemaphoreSlim _turn = new(1);

    // All of these belong to whoever has the turn; the processes are ended here.
    private SharkdProcess? _process;
    private Task<SharkdProcess>? _next;
    private DissectorFile? _open;
    private int _started;
    private readonly ITimer _idle;

    /// <summary>Starts nothing before the first question.</summary>
    public Dissector(DissectorOptions options, TimeProvider time)
    {
        _options = options;
        _idle = time.CreateTimer(_ => EndIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether Wireshark's sharkd is installed.</summary>
    public bool IsInstalled => SharkdProgram.Find(_options.Program) is not null;

    /// <summary>The process that answers; null while there is none.</summary>
    internal int? ProcessId => _process?.Id;

    /// <summary>Reads an entry.</summary>
    /// <param name="source">The endpoint that it is of.</param>
    /// <param name="sequence">Its sequence in the endpoint's journal.</param>
    /// <param name="protocol">Wireshark's name of the protocol to read it as; null where Wireshark decides by ports and contents.</param>
    /// <param name="cancellation">Ends the waiting for one's turn.</param>
    /// <returns>Null when the entry is not kept, or is an event.</returns>
    /// <exception cref="DissectorException">There is no answer.</exception>
    public async Task<DissectedEntry?> DecodeAsync(
        CaptureSource source,
        long sequence,
        string? protocol,
        CancellationToken cancellation = default
    ) =>
        await InTurnAsync(
            async () =>
            {
                if (!IsKept(source.Journal, sequence))
                {
                    return null;
                }

                try
                {
                    var around = await OpenAsync(source, sequence, protocol, () => DissectorFile.Around(source, sequence, protocol));
                    return await DecodeAsync(around, sequence);
                }
                catch (DissectorException error) when (error.Fault is not (DissectorFault.Missing or DissectorFault.UnknownProtocol))
                {
                    // It was a neighbour, or somebody ended the process.
                    End();
                    var alone = await OpenAsync(source, sequence, protocol, () => DissectorFile.Of(source, [sequence], protocol));
                    return await DecodeAsync(alone, sequence);
                }
            },
            cancellation
        );

    /// <summary>Says of several entries what Wireshark's list of packets would say.</summary>
    /// <param name="source">The endpoint that they are of.</param>
    /// <param name="sequences">Their sequences, ascending.</param>
    /// <param name="protocol">As for one entry.</param>
    /// <param name="cancellation">Ends the waiting for one's turn.</param>
    /// <returns>By sequence. Entries that are not kept and events are not in it.</returns>
    /// <exception cref="DissectorException">There is no answer.</exception>
    public async Task<IReadOnlyDictionary<long, DissectedSummary>> SummarizeAsync(
        CaptureSource source,
        IReadOnlyList<long> sequences,
        string? protocol,
        CancellationToken cancellation = default
    ) =>
        await InTurnAsync(
            async () =>
            {
                var file = DissectorFile.Of(source, sequences, protocol);
                await OpenAsync(file);
                var rows = DissectedRows.Read(await _process!.FramesAsync());
                var found = new Dictionary<long, DissectedSummary>();
                foreach (var sequence in sequences)
                {
                    if (file.Find(sequence) is { } place && rows.TryGetValue(place.Packet, out var summary))
                    {
                        found[sequence] = summary;
                    }
                }

                return found;
            },
            cancellation
        );

    /// <summary>Ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        await _idle.DisposeAsync();
        End();
        if (_next is not null)
        {
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            EndNext();
        }

        _turn.Dispose();
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> read, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await read();
        }
        catch (DissectorException error) when (error.Fault != DissectorFault.UnknownProtocol)
        {
            End();
            throw;
        }
        finally
        {
            _idle.Change(_options.IdleTime, Timeout.InfiniteTimeSpan);
            _turn.Release();
        }
    }

    private static bool IsKept(EntryJournal journal, long sequence)
    {
        var batch = new EntryBatch(1);
        journal.Read(sequence - 1, batch, maxCount: 1, maxPayload: 0);
        foreach (var entry in batch)
        {
            return entry.Sequence == sequence && entry.Kind != EntryKind.Event;
        }

        return false;
    }

    private async Task<DissectorFile> OpenAsync(CaptureSource source, long sequence, string? protocol, Func<DissectorFile> make)
    {
        if (
            _process is null
            || _open is not { } open
            || (open.JournalId, open.Protocol) != (source.Journal.Id, protocol)
            || open.Find(sequence) is null
        )
        {
            await OpenAsync(open = make());
        }

        return open;
    }

    private async Task OpenAsync(DissectorFile file)
    {
        if (_process is { } used && used.Files >= _options.FilesPerProcess)
        {
            End();
        }

        if (_process is null && _next is not null)
        {
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            (_process, _next) = (_next.IsCompletedSuccessfully ? await _next : null, null);
        }

        _process ??= await StartAsync();
        _open = null;
        await _process.LoadAsync(file.Bytes);
        _open = file;
        if (_process.Files >= _options.FilesPerProcess / 2)
        {
            _next ??= StartAsync();
        }
    }

    private Task<SharkdProcess> StartAsync() => SharkdProcess.StartAsync(Path.Combine(_options.Folder, $"{_started++ % 2}"), _options);

    private async Task<DissectedEntry?> DecodeAsync(DissectorFile file, long sequence)
    {
        if (file.Find(sequence) is not { } place)
        {
            return null;
        }

        var tree = DissectedTree.Read(await _process!.FrameAsync(place.Packet), place);
        if (tree.Count == 0 && place.Length > 0)
        {
            // The bytes were given to nobody.
            throw new DissectorException(DissectorFault.UnknownProtocol);
        }

        var row = DissectedRows.Read(await _process.FramesAsync(place.Packet));
        var summary = row.GetValueOrDefault(place.Packet) ?? new("", "");
        return new(summary.Protocol, summary.Info, tree);
    }

    private void EndIdle()
    {
        if (_turn.Wait(0))
        {
            End();
            EndNext();
            _turn.Release();
        }
    }

    private void End()
    {
        _process?.Dispose();
        (_process, _open) = (null, null);
    }

    private void EndNext()
    {
        if (_next is { } next)
        {
            _ = EndAsync(next);
        }

        _next = null;
    }

    private static async Task EndAsync(Task<SharkdProcess> started)
    {
        await ((Task)started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (started.IsCompletedSuccessfully)
        {
            (await started).Dispose();
        }
    }
}
