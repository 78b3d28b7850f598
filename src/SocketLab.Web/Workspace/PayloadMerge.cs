using System.Globalization;
using SocketLab.Contracts;

namespace SocketLab.Web.Workspace;

/// <summary>Decides for each payload of an imported file whether it is added, renamed or skipped.</summary>
internal sealed class PayloadMerge(IEnumerable<SavedPayload> existing)
{
    private readonly Dictionary<(string Folder, string Name), SavedPayload> _known = existing
        .DistinctBy(payload => (payload.Folder, payload.Name))
        .ToDictionary(payload => (payload.Folder, payload.Name));

    /// <summary>How many payloads got another name.</summary>
    public int Renamed { get; private set; }

    /// <summary>
    /// The payload as it is to be added, or null when it is there already. <c>NAME (2)</c> is what a second one of a name becomes.
    /// </summary>
    public SavedPayload? Add(SavedPayload payload)
    {
        var added = payload;
        for (var number = 2; _known.TryGetValue((added.Folder, added.Name), out var other); number++)
        {
            // Also one that an earlier import has renamed is the same.
            if (other with { Name = payload.Name } == payload)
            {
                return null;
            }

            var suffix = string.Create(CultureInfo.InvariantCulture, $" ({number})");
            added = payload with
            {
                Name = payload.Name[..Math.Min(payload.Name.Length, SavedPayloadRules.MaxNameLength - suffix.Length)] + suffix,
            };
        }

        _known.Add((added.Folder, added.Name), added);
        Renamed += added.Name == payload.Name ? 0 : 1;
        return added;
    }
}
