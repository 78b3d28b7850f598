using System.Buffers;
using SocketLab.Core.Capture.Packets;
using SocketLab.Core.Capture.Writing;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Dissecting;

/// <summary>Some entries of a journal as a small capture file, and which packet of it stands for which entry.</summary>
/// <remarks>
/// Entries before and behind the wanted one are in it: dissectors put streams together and answers beside questions, and whoever walks
/// from row to row needs no further file.
/// </remarks>
internal sealed class DissectorFile
{
    private const int EntriesAround = 200;
    private const int BytesBefore = 1 << 20;
    private const int BytesBehind = 256 << 10;
    private const int MaxBytes = 4 << 20;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly Dictionary<long, Place> _places = [];
    private bool _isPackets;

    private DissectorFile(string journalId, string? protocol) => (JournalId, Protocol) = (journalId, protocol);

    /// <summary>The journal's id.</summary>
    public string JournalId { get; }

    /// <summary>Wireshark's name of the protocol that the entries are read as; null where Wireshark decides.</summary>
    public string? Protocol { get; }

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Where an entry is in the file; null for one that is not in it, and for events.</summary>
    public Place? Find(long sequence) => _places.TryGetValue(sequence, out var place) ? place : null;

    /// <summary>A file of an entry with its neighbours.</summary>
    public static DissectorFile Around(CaptureSource source, long sequence, string? protocol)
    {
        var file = new DissectorFile(source.Journal.Id, protocol);
        file.Write(source, FirstBefore(source.Journal, sequence), sequence, protocol);
        return file;
    }

    /// <summary>A file of these entries.</summary>
    public static DissectorFile Of(CaptureSource source, IReadOnlyList<long> sequences, string? protocol)
    {
        var file = new DissectorFile(source.Journal.Id, protocol);
        file.Write(source, sequences, protocol);
        return file;
    }

    /// <summary>How far back neighbours are taken along.</summary>
    private static long FirstBefore(EntryJournal journal, long sequence)
    {
        var batch = new EntryBatch(1);
        var lengths = new List<int>(EntriesAround);
        var after = Math.Max(0, sequence - EntriesAround - 1);
        while (after < sequence - 1)
        {
            journal.Read(after, batch, (int)(sequence - 1 - after), maxPayload: 0);
            if (batch.Count == 0)
            {
                break;
            }

            foreach (var entry in batch)
            {
                lengths.Add(entry.StoredLength);
            }

            after = batch.Next;
        }

        var (taken, bytes) = (0, 0);
        while (taken < lengths.Count && (bytes += lengths[^(taken + 1)]) <= BytesBefore)
        {
            taken++;
        }

        return sequence - taken;
    }

    private void Write(CaptureSource source, long first, long wanted, string? protocol)
    {
        var writer = Begin(source, protocol);
        var cursor = new JournalCursor(source.Journal, first - 1);
        var behind = 0;
        while (cursor.TryPeek(out var entry) && entry.Sequence <= wanted + EntriesAround && behind <= BytesBehind)
        {
            behind += entry.Sequence > wanted ? entry.Payload.Length : 0;
            Write(writer, entry);
            cursor.Pass();
        }
    }

    private void Write(CaptureSource source, IReadOnlyList<long> sequences, string? protocol)
    {
        var writer = Begin(source, protocol);
        var batch = new EntryBatch(1);
        foreach (var sequence in sequences)
        {
            source.Journal.Read(sequence - 1, batch, maxCount: 1);
            foreach (var entry in batch)
            {
                if (entry.Sequence == sequence && _bytes.WrittenCount < MaxBytes)
                {
                    Write(writer, entry);
                }
            }
        }
    }

    private CaptureWriter Begin(CaptureSource source, string? protocol)
    {
        _isPackets = protocol is null && !source.IsUnix;
        var form = protocol is null ? CaptureForm.Packets : CaptureForm.Messages;
        var writer = new CaptureWriter(_bytes, [source], new() { Form = form, Dissector = protocol });
        writer.WriteStart();
        return writer;
    }

    private void Write(CaptureWriter writer, in EntryView entry)
    {
        var before = writer.Packets;
        writer.Write(0, entry);
        if (entry.Kind == EntryKind.Event)
        {
            return;
        }

        // A long piece of a stream is several packets, and what is in it is whole in the last of them.
        var most = _isPackets && entry.Kind == EntryKind.Data ? TcpBuilder.MaxPayload(entry.Peer) : int.MaxValue;
        var behind = entry.Payload.IsEmpty ? 0 : (entry.Payload.Length - 1) / most;
        if (before + behind < writer.Packets)
        {
            _places[entry.Sequence] = new(before + behind + 1, behind * most, entry.Payload.Length);
        }
    }

    /// <summary>The packet that stands for an entry.</summary>
    /// <param name="Packet">Its number, from 1.</param>
    /// <param name="Start">Where in the entry's payload the packet's begins.</param>
    /// <param name="Length">How long the entry's payload is.</param>
    public readonly record struct Place(long Packet, int Start, int Length);
}
