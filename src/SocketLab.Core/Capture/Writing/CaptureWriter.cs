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
    /// <returns>Whether it is a message that was wanted.</returns>
    public bool Write(int source, in EntryView entry)
    {
        if (!_options.Connection.IsNone && entry.ConnectionId != _options.Connection)
        {
            return false;
        }

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

    /// <summary>Tells that entries of a source are missing, which were evicted before they could be written.</summary>
    public void TellEvicted(int source, long count)
    {
        if (count > 0)
        {
            _interfaces[source].TellEvicted(count);
        }
    }

    /// <summary>Writes what waited for more, which does not come into this file: called once, behind the last entry.</summary>
    public void WriteRest()
    {
        foreach (var form in _forms)
        {
            form.Finish();
        }
    }

    /// <summary>Writes the counts of all interfaces: at the end, and before if something was dropped.</summary>
    public void WriteStatistics()
    {
        for (var i = 0; i < _interfaces.Length; i++)
        {
            _interfaces[i].WriteStatistics(_interfaces[i].Source.Journal.Time.GetUtcNow().UtcDateTime, _forms[i].Summary);
        }
    }

    private bool IsPackets(CaptureSource source) => _options.Form == CaptureForm.Packets && !source.IsUnix;

    private IEntryForm MakeForm(CaptureInterface on) =>
        IsPackets(on.Source) ? new PacketForm(on, _mirrors)
        : _options.Form == CaptureForm.Frames && on.Source.Framing is { } framing
            ? new FrameForm(on, framing, new MessageForm(on, _options.Dissector))
        : new MessageForm(on, _options.Dissector);
}
