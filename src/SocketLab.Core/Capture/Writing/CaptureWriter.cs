using System.Buffers;
using System.Runtime.InteropServices;
using SocketLab.Core.Capture.Format;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>
/// Writes entries of one or several journals as a pcapng file, an interface each, into a buffer that somebody else empties.
/// </summary>
/// <remarks>
/// It keeps a few numbers for each open connection and nothing of what it has written. Between two calls the file is whole. Not for use
/// by two threads at once.
/// </remarks>
public sealed class CaptureWriter
{
    private readonly PcapngWriter _file;
    private readonly CaptureOptions _options;
    private readonly CaptureInterface[] _interfaces;
    private readonly IEntryForm[] _forms;
    private readonly MirrorTable _mirrors = new();

    /// <summary>Creates a writer of a file with these interfaces.</summary>
    public CaptureWriter(IBufferWriter<byte> to, IReadOnlyList<CaptureSource> sources, CaptureOptions options)
    {
        (_file, _options) = (new PcapngWriter(to), options);
        _interfaces = [.. sources.Select((source, number) => new CaptureInterface(number, source, _file))];
        _forms = [.. _interfaces.Select(MakeForm)];
    }

    /// <summary>Packets that are in the file so far.</summary>
    public long Packets => _file.Packets;

    /// <summary>When the last message that was written came or went.</summary>
    public DateTime LastMessage { get; private set; }

    /// <summary>Writes what stands before all packets: what made the file, what in it is made up, and its interfaces.</summary>
    /// <remarks>Called again where the buffer's owner goes on with another file: connections go on in it with their numbers.</remarks>
    public void WriteStart()
    {
        _file.Section(
            BlockOption.Text(PcapngCode.SectionSystem, RuntimeInformation.OSDescription),
            BlockOption.Text(PcapngCode.SectionApplication, CaptureWords.Application),
            BlockOption.Text(PcapngCode.Comment, CaptureWords.Of(_options.Form))
        );
        foreach (var on in _interfaces)
        {
            on.WriteDescription(IsPackets(on.Source) ? LinkType.Raw : LinkType.ExportedPdu);
        }
    }

    /// <summary>Writes an entry, if it is wanted.</summary>
    /// <param name="source">The source's number, from 0.</param>
    /// <param name="entry">The entry, read whole. Those of one source come in order.</param>
    /// <returns>How many messages it made: one if it is a message that was wanted, and of streams in frames those that end here.</returns>
    public int Write(int source, in EntryView entry)
    {
        if (!_options.Connection.IsNone && entry.ConnectionId != _options.Connection)
        {
            return 0;
        }

        var before = _file.Packets;
        var isWritten = Take(source, entry);
        if (_options.Form == CaptureForm.Frames)
        {
            return CountFrames(before);
        }

        LastMessage = isWritten ? entry.Time : LastMessage;
        return isWritten ? 1 : 0;
    }

    /// <summary>Tells that entries of a source are missing, which were evicted before they could be written.</summary>
    public void TellEvicted(int source, long count)
    {
        if (count > 0)
        {
            _interfaces[source].TellEvicted(count);
        }
    }

    /// <summary>Writes what waited for more, which does not come into this file: called once, behind the last entry.</summary>
    /// <returns>How many messages that made.</returns>
    public int WriteRest()
    {
        var before = _file.Packets;
        foreach (var form in _forms)
        {
            form.Finish();
        }

        return CountFrames(before);
    }

    /// <summary>Writes the counts of all interfaces: at the end, and before if something was dropped.</summary>
    public void WriteStatistics()
    {
        for (var i = 0; i < _interfaces.Length; i++)
        {
            _interfaces[i].WriteStatistics(_interfaces[i].Source.Journal.Time.GetUtcNow().UtcDateTime, _forms[i].Summary);
        }
    }

    /// <summary>Cuts streams into frames as their endpoints say now: called before entries are written, and again since that may change.
    /// </summary>
    /// <param name="read">The journals, as far as they are read.</param>
    /// <param name="cancellation">Leaves the rest: frames then begin in their middle, and say so.</param>
    /// <returns>How many messages that made: frames under way where another framing begins.</returns>
    internal int FollowFraming(JournalMerge read, CancellationToken cancellation)
    {
        var before = _file.Packets;
        for (var i = 0; i < _forms.Length; i++)
        {
            (_forms[i] as FrameForm)?.FollowFraming(read.After(i), cancellation);
        }

        return CountFrames(before);
    }

    /// <returns>Whether it is a message that was wanted.</returns>
    private bool Take(int source, in EntryView entry)
    {
        var (on, form) = (_interfaces[source], _forms[source]);
        if (entry.Kind == EntryKind.Event)
        {
            on.NoteEvent();
            var what = entry.ReadEvent()!;
            if (what is { Type: EventType.Dropped, Data: CountData dropped })
            {
                on.TellLost(dropped.Count, what.Message);
            }
            else if (!form.WriteEvent(entry, what))
            {
                on.Tell(what.Message);
            }

            return false;
        }

        if (_options.Wanted?.Invoke(source, entry) == false)
        {
            form.Pass(entry);
            return false;
        }

        if (_options.Note?.Invoke(source, entry) is { } note)
        {
            on.Tell(note);
        }

        form.Write(entry);
        return true;
    }

    private int CountFrames(long before)
    {
        var frames = (int)(_file.Packets - before);
        LastMessage = frames > 0 ? _file.LastTime : LastMessage;
        return frames;
    }

    private bool IsPackets(CaptureSource source) => _options.Form == CaptureForm.Packets && !source.IsUnix;

    private IEntryForm MakeForm(CaptureInterface on) =>
        IsPackets(on.Source) ? new PacketForm(on, _mirrors)
        : _options.Form == CaptureForm.Frames ? new FrameForm(on, new MessageForm(on, _options.Dissector), _options.Connection)
        : new MessageForm(on, _options.Dissector);
}
