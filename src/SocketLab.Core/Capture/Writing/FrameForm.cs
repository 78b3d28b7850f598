using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>Writes one interface's streams as messages, one for each frame; what is no stream is written as it is.</summary>
/// <remarks>
/// A frame is written when its end has come, with the time of that. Overflow policy: of all frames under way 32 MiB are held; beyond that
/// the one that grows is written as far as it has come. Of more than 16,384 connections that are open at once all begin anew.
/// </remarks>
/// <param name="on">The interface.</param>
/// <param name="messages">Writes a message.</param>
/// <param name="only">The one connection that is wanted; none for all.</param>
internal sealed class FrameForm(CaptureInterface on, MessageForm messages, ConnectionId only) : IEntryForm
{
    private const int MaxConnections = 16_384;
    private const long MaxHeld = 32 << 20;

    private readonly Dictionary<ConnectionId, (FramedStream Received, FramedStream Sent)> _streams = [];
    private FramingOptions? _framing;
    private bool _isBegun;
    private long _held;

    /// <inheritdoc/>
    public string? Summary => null;

    /// <inheritdoc/>
    public void Write(in EntryView entry) => Take(entry, isWanted: true);

    /// <inheritdoc/>
    public void Pass(in EntryView entry)
    {
        if (entry.Kind == EntryKind.Event)
        {
            FinishEnded(entry);
        }
        else
        {
            Take(entry, isWanted: false);
        }
    }

    /// <inheritdoc/>
    public bool WriteEvent(in EntryView entry, JournalEvent what)
    {
        FinishEnded(entry);
        return false;
    }

    /// <inheritdoc/>
    public void Finish() => Finish(CaptureWords.CutOff);

    /// <summary>Cuts as the endpoint says now. Where that is new, frames may have begun in what the journal keeps, so that is passed.
    /// </summary>
    /// <param name="read">The sequence up to which the journal was read before.</param>
    /// <param name="cancellation">Leaves the rest: frames then begin in their middle, and say so.</param>
    public void FollowFraming(long read, CancellationToken cancellation)
    {
        var (framing, isFirst) = (on.Source.Framing(), !_isBegun);
        _isBegun = true;
        if (framing == _framing)
        {
            return;
        }

        Finish(CaptureWords.Reframed);
        _framing = framing;
        if (framing is null || read == 0)
        {
            return;
        }

        var cursor = new JournalCursor(on.Source.Journal);
        while (!cancellation.IsCancellationRequested && cursor.TryPeek(out var entry) && entry.Sequence <= read)
        {
            if (only.IsNone || entry.ConnectionId == only)
            {
                Pass(entry);
            }

            cursor.Pass();
        }

        if (!isFirst)
        {
            ForgetHeld();
        }
    }

    private void Take(in EntryView entry, bool isWanted)
    {
        if (entry.Kind == EntryKind.Data && _framing is { } framing)
        {
            var streams = StreamsOf(entry, framing);
            var stream = entry.Direction == EntryDirection.In ? streams.Received : streams.Sent;
            var before = stream.Held;
            stream.Take(entry, isWanted);
            _held += stream.Held - before;
            if (_held > MaxHeld)
            {
                _held -= stream.Held;
                stream.WriteHeld(entry.Time);
            }
        }
        else if (isWanted)
        {
            messages.Write(entry);
        }
    }

    private (FramedStream Received, FramedStream Sent) StreamsOf(in EntryView entry, FramingOptions framing)
    {
        if (!_streams.TryGetValue(entry.ConnectionId, out var streams))
        {
            if (_streams.Count == MaxConnections)
            {
                Finish();
            }

            var (peer, local) = (entry.Peer, messages.LocalOf(entry));
            streams = (Stream(framing, EntryDirection.In, peer, local), Stream(framing, EntryDirection.Out, peer, local));
            _streams.Add(entry.ConnectionId, streams);
        }

        return streams;
    }

    private FramedStream Stream(FramingOptions framing, EntryDirection direction, PeerAddress peer, PeerAddress local) =>
        new(framing, (time, bytes, comment) =>
        {
            if (comment is not null)
            {
                on.Tell(comment);
            }

            messages.Write(time, direction, peer, local, bytes);
        });

    private void FinishEnded(in EntryView entry)
    {
        if (entry.EndsConnection && _streams.Remove(entry.ConnectionId, out var ended))
        {
            Finish(ended, CaptureWords.CutOff);
        }
    }

    private void Finish(string why)
    {
        foreach (var streams in _streams.Values)
        {
            Finish(streams, why);
        }

        _streams.Clear();
    }

    private void Finish((FramedStream Received, FramedStream Sent) streams, string why)
    {
        _held -= streams.Received.Held + streams.Sent.Held;
        streams.Received.Finish(why);
        streams.Sent.Finish(why);
    }

    private void ForgetHeld()
    {
        foreach (var (received, sent) in _streams.Values)
        {
            received.Forget();
            sent.Forget();
        }

        _held = 0;
    }
}
