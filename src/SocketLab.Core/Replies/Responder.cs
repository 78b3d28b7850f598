using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replies;

/// <summary>Answers messages by rule while an endpoint runs: a cursor on its journal, so that no datagram ever waits for a rule.</summary>
/// <remarks>
/// Reads entries in order, matches them, and hands answers to <see cref="ReplySender"/>. When it cannot keep up with datagrams, the
/// journal evicts what it did not see, and that is counted; connections are held back instead (<see cref="AnswerWindow"/>). It sleeps, and
/// costs nothing, while there are no rules. Owned by the endpoint, for one run of its transport.
/// </remarks>
internal sealed class Responder : IAsyncDisposable
{
    private readonly EntryJournal _journal;
    private readonly ReplyCounters _counters;
    private readonly ReplySender _sender;
    private readonly AnswerLimit _limit;
    private readonly List<ReplyHit> _found = [];
    private readonly Lock _lock = new();
    private MessageFramer? _framer;
    private long? _after;
    private ReplySettings? _settings;
    private CancellationTokenSource? _running;
    private Task _loop = Task.CompletedTask;
    private bool _disposed;

    /// <summary>A responder that answers what comes into the journal from now on, once it has rules.</summary>
    public Responder(EntryJournal journal, ReplyCounters counters, ReplySender sender)
    {
        (_journal, _counters, _sender) = (journal, counters, sender);
        _limit = new AnswerLimit(journal, counters);
        _after = journal.Ledger.Last;
    }

    /// <summary>Whether answers are held back at this moment, since they came faster than the limit.</summary>
    public bool IsPaused => Volatile.Read(ref _running) is not null && _limit.IsPausedNow;

    /// <summary>Goes by these settings from the next message on.</summary>
    public void Use(ReplySettings settings)
    {
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            Volatile.Write(ref _settings, settings);
            if (settings.Rules.AnswersAnything)
            {
                _sender.Window.Attach(settings.JournalBytes);
            }
            else
            {
                _sender.Window.Detach();
            }

            if (settings.Rules.IsEmpty)
            {
                StopLoop();
            }
            else if (_running is null)
            {
                Volatile.Write(ref _running, new CancellationTokenSource());
                _loop = RunAsync(_loop, _after ?? _journal.Ledger.Last, _running);
            }
        }
    }

    /// <summary>Ends it, and gives up what waits to be sent. Does not wait for an expression that takes long.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposed = true;
            StopLoop();
            _sender.Dispose();
            _limit.Finish();
            _sender.Window.Detach();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Tells of all that was not answered, once the transport has ended too.</summary>
    public void Report() => _counters.Report();

    /// <summary>From here on the loop answers nothing more, though it may take a moment to end.</summary>
    private void StopLoop()
    {
        // Not at once: what waits for it must not go on under the lock.
        _running?.CancelAfter(TimeSpan.Zero);
        Volatile.Write(ref _running, null);
        _after = null;
    }

    private async Task RunAsync(Task before, long after, CancellationTokenSource mine)
    {
        await before;
        await Task.Yield();
        var batch = new EntryBatch();
        while (Volatile.Read(ref _running) == mine)
        {
            var (seen, reads) = (_journal.Changed.Version, _sender.Window.Reads);
            _journal.Read(after, batch);
            after = batch.Next;
            if (batch.Missed > 0)
            {
                _counters.Skip(ReplySkip.Behind, count: batch.Missed);
            }

            if (batch.Count == 0)
            {
                _sender.Window.OnAllSeen(reads);
                await _journal.Changed.WaitAsync(seen, mine.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            Answer(batch, mine);

            // Others want the pool's threads as well.
            await Task.Yield();
        }
    }

    private void Answer(EntryBatch batch, CancellationTokenSource mine)
    {
        foreach (var entry in batch)
        {
            if (Volatile.Read(ref _running) != mine)
            {
                return;
            }

            try
            {
                Answer(entry, Volatile.Read(ref _settings)!, mine);
            }
            catch (Exception)
            {
                // One message must not end the answering of all others; the journal and the counters tell of it.
                _counters.Skip(ReplySkip.Unexpected, entry.Peer, entry.ConnectionId);
            }
            finally
            {
                if (entry.Kind == EntryKind.Data && entry.Direction == EntryDirection.In)
                {
                    _sender.Window.OnSeen(entry.ConnectionId, entry.Length);
                }
            }
        }
    }

    private void Answer(in EntryView entry, ReplySettings settings, CancellationTokenSource mine)
    {
        if (entry.Kind == EntryKind.Datagram && entry.Direction == EntryDirection.In)
        {
            Answer(entry.Payload, entry.Payload, !entry.Truncated, entry.Peer, default, entry.Local, settings, mine);
        }
        else if (entry.Kind == EntryKind.Data && entry.Direction == EntryDirection.In)
        {
            if (_framer?.Options != settings.Framing)
            {
                _framer = new MessageFramer(_journal, _counters, settings.Framing);
            }

            foreach (var message in _framer.Read(entry))
            {
                Answer(message.Content, message.Whole, true, entry.Peer, entry.ConnectionId, default, settings, mine);
            }
        }
        else if (!entry.ConnectionId.IsNone)
        {
            OnEvent(entry, settings);
        }
    }

    private void Answer(
        ReadOnlySpan<byte> content,
        ReadOnlySpan<byte> whole,
        bool isWhole,
        PeerAddress peer,
        ConnectionId connection,
        LocalEnd asked,
        ReplySettings settings,
        CancellationTokenSource mine
    )
    {
        var inTime = settings.Rules.Find(content, isWhole, _found, mine.Token);
        if (Volatile.Read(ref _running) != mine)
        {
            return;
        }

        if (!inTime)
        {
            _counters.Skip(ReplySkip.ExpressionTimedOut, peer, connection);
        }

        Send(whole, peer, connection, asked, settings);
    }

    /// <summary>A connection opened, and rules may speak first; or it takes nothing more, and nothing is kept for it.</summary>
    private void OnEvent(in EntryView entry, ReplySettings settings)
    {
        switch (entry.EventType)
        {
            case { } type when _sender.Opens(type):
                settings.Rules.FindConnected(_found);
                Send([], entry.Peer, entry.ConnectionId, default, settings);
                break;
            case EventType.ConnectionClosed or EventType.ConnectionReset or EventType.ConnectionTimedOut:
                _framer?.Forget(entry.ConnectionId);
                settings.Rules.Forget(entry.ConnectionId);
                _sender.Drop(entry.ConnectionId);
                break;
            case EventType.HalfClosed:
                _sender.Drop(entry.ConnectionId);
                break;
        }
    }

    /// <summary>Sends what the rules that were found answer.</summary>
    private void Send(ReadOnlySpan<byte> whole, PeerAddress peer, ConnectionId connection, LocalEnd asked, ReplySettings settings)
    {
        foreach (var (rule, match) in _found)
        {
            if (!rule.Acts)
            {
                continue;
            }

            // Who speaks first says one thing a connection: that makes no loop.
            var speaksFirst = rule.Rule.When.Type == ReplyMatch.Connected;
            if (!speaksFirst && _sender.Refusal(peer, connection, settings.ToSystemPorts) is { } refusal)
            {
                _counters.Skip(refusal, peer, connection);
            }
            else if (_limit.MayGo(settings.LimitPerSecond))
            {
                if (rule.Answer(whole, match, connection) is { } answer)
                {
                    var hasRoom = !connection.IsNone && answer.Length <= whole.Length;
                    _sender.Send(
                        new PendingReply(answer, peer, connection, rule.Rule.CloseAfter, rule.Answers, hasRoom, asked),
                        rule.Rule.DelayMs
                    );
                }
                else
                {
                    _counters.Skip(ReplySkip.AnswerTooLong, peer, connection);
                }
            }
        }
    }
}
