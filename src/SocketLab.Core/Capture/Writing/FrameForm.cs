using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>Writes one interface's streams as messages, one for each frame; what is no stream is written as it is.</summary>
/// <remarks>
/// A frame is written when its end has come, with the time of that. Overflow policy: of all frames under way 32 MiB are held; beyond that
/// the one that grows is written as far as it has come. Of more than 16,384 connections that are open at once all begin anew.
/// </remarks>
internal sealed class FrameForm(CaptureInterface on, FramingOptions framing, MessageForm messages) : IEntryForm
{
    private const int MaxConnections = 16_384;
    private const long MaxHeld = 32 << 20;

    private readonly Dictionary<ConnectionId, (FramedStream Received, FramedStream Sent)> _streams = [];
    private long _held;

    /// <inheritdoc/>
    public string? Summary => null;

    /// <inheritdoc/>
    public void Write(in EntryView entry) => Take(entry, isWanted: true);

    /// <inheritdoc/>
    public void Pass(in EntryView entry) => Take(entry, isWanted: false);

    /// <inheritdoc/>
    public bool WriteEvent(in EntryView entry, JournalEvent what)
    {
        if (entry.EndsConnection && _streams.Remove(entry.ConnectionId, out var ended))
        {
            Finish(ended);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Finish()
    {
        foreach (var streams in _streams.Values)
        {
            Finish(streams);
        }

        _streams.Clear();
    }

    private void Take(in EntryView entry, bool isWanted)
    {
        if (entry.Kind == EntryKind.Data)
        {
            var streams = StreamsOf(entry);
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

    private (FramedStream Received, FramedStream Sent) StreamsOf(in EntryView entry)
    {
        if (!_streams.TryGetValue(entry.ConnectionId, out var streams))
        {
            if (_streams.Count == MaxConnections)
            {
                Finish();
            }

            var (peer, local) = (entry.Peer, messages.LocalOf(entry));
            streams = (Stream(EntryDirection.In, peer, local), Stream(EntryDirection.Out, peer, local));
            _streams.Add(entry.ConnectionId, streams);
        }

        return streams;
    }

    private FramedStream Stream(EntryDirection direction, PeerAddress peer, PeerAddress local) => new(framing, (time, bytes, comment) =>
        {
            if (comment is not null)
            {
                on.Tell(comment);
            }

            messages.Write(time, direction, peer, local, bytes);
        });

    private void Finish((FramedStream Received, FramedStream Sent) streams)
    {
        _held -= streams.Received.Held + streams.Sent.Held;
        streams.Received.Finish();
        streams.Sent.Finish();
    }
}
