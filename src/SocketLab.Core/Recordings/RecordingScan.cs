using SocketLab.Core.Capture.Format;
using SocketLab.Core.Capture.Packets;
using SocketLab.Core.Capture.Reading;

namespace SocketLab.Core.Recordings;

/// <summary>Finds out what is in a file of a recording that a process left when it was killed.</summary>
internal static class RecordingScan
{
    /// <summary>Reads it, and cuts off what follows its last whole block.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="name">Its name.</param>
    /// <param name="rate">Counts its messages.</param>
    /// <param name="cancellation">Ends it; nothing has changed then.</param>
    public static async Task<RecordedFile> RepairAsync(
        RecordingFolder folder,
        string name,
        RecordingRate rate,
        CancellationToken cancellation
    )
    {
        var found = new RecordedFile { Name = name };
        var input = new CaptureInput(Take);
        await using var file = new FileStream(folder.PathOf(name), FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 0, true);
        try
        {
            if (!await input.ReadAsync(file, cancellation))
            {
                file.SetLength(input.Taken);
            }
        }
        catch (BadCaptureException)
        {
            // Nothing that a process of ours wrote: what is readable of it counts, and it is left as it is.
            return found with { Bytes = file.Length };
        }

        return found with
        {
            Bytes = file.Length,
        };

        void Take(in CapturedPacket packet)
        {
            if (!IsMessage(packet))
            {
                return;
            }

            var time = new DateTime(packet.Ticks, DateTimeKind.Utc);
            rate.Add(time);
            found = found with { Entries = found.Entries + 1, First = found.First ?? time, Last = time };
        }
    }

    /// <summary>Whether a packet carries bytes of a message, and is none of those that a connection has besides.</summary>
    private static bool IsMessage(in CapturedPacket packet)
    {
        if (packet.Link == LinkType.ExportedPdu)
        {
            return true;
        }

        return IpPacket.TryRead(LinkLayer.FindIp(packet.Link, packet.Bytes), out var ip)
            && (ip.Protocol != IpNumbers.Tcp || (ip.Payload is { Length: > 12 } tcp && tcp.Length > tcp[12] >> 4 << 2));
    }
}
