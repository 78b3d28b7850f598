using SocketLab.Contracts;
using SocketLab.Core.Journal;
using SocketLab.Web.Api.Mapping;

namespace SocketLab.Web.Api;

/// <summary>Reads entries of a journal that are known by their sequence.</summary>
internal static class SelectedEntries
{
    /// <summary>Reads them in the order given, until they take <paramref name="maxBytes"/> as JSON, roughly; one at least.</summary>
    public static SelectedPage Read(Endpoint endpoint, IReadOnlyList<long> sequences, int payloadBytes, long maxBytes)
    {
        var (entries, batch, locals) = (new List<EntryDto>(sequences.Count), new EntryBatch(), new LocalAddresses(endpoint));
        long size = 0,
            missed = 0;
        foreach (var sequence in sequences)
        {
            endpoint.Journal.Read(sequence - 1, batch, 1, EntryDto.BytesToRead(payloadBytes));
            foreach (var view in batch)
            {
                if (view.Sequence != sequence)
                {
                    // Evicted since it was found.
                    missed++;
                    continue;
                }

                size += EntryDto.EstimateSize(view, payloadBytes);
                if (size > maxBytes && entries.Count > 0)
                {
                    return new(entries, missed, IsCut: true);
                }

                entries.Add(EntryDto.From(view, payloadBytes, locals));
            }
        }

        return new(entries, missed, IsCut: false);
    }
}

/// <summary>What was read.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Missed">How many were evicted before they could be read.</param>
/// <param name="IsCut">Whether there was no room for all.</param>
internal sealed record SelectedPage(IReadOnlyList<EntryDto> Entries, long Missed, bool IsCut);
