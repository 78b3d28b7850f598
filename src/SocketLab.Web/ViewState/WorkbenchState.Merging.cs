using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.ViewState;

/// <content>Several endpoints whose entries are shown together.</content>
public sealed partial class WorkbenchState
{
    /// <summary>The feed of several endpoints together; null while one endpoint is shown alone.</summary>
    public MergedFeed? Merged { get; private set; }

    /// <summary>Shows the entries of several endpoints together; of one of them alone where there are no two.</summary>
    /// <param name="choice">Which endpoints.</param>
    /// <param name="sender">The id of the one that sends; null for the one that is selected, or else the first.</param>
    public void Merge(MergedChoice choice, string? sender = null)
    {
        var chosen = _supervisor.List().Where(endpoint => choice.Includes(endpoint.Id)).ToList();
        sender = (chosen.Find(one => one.Id == sender) ?? chosen.Find(one => one.Id == Selected?.Id) ?? chosen.FirstOrDefault())?.Id;
        if (chosen.Count < 2 && !choice.IsAll)
        {
            Select(sender);
        }
        else if (choice.Equals(Merged?.Choice) && sender == Selected?.Id)
        {
            OnChanged();
        }
        else
        {
            Open(sender, choice.Equals(Merged?.Choice) ? Merged : new MergedFeed(choice, _supervisor.List(), _scans, _zone));
        }
    }

    /// <summary>Shows an endpoint beside those that are shown already, or without them.</summary>
    /// <param name="ids">The endpoints: where all of them are shown they are taken away.</param>
    public void ToggleMerged(params IReadOnlyList<string> ids)
    {
        var shown = _supervisor.List().Select(endpoint => endpoint.Id).Where(IsShown).ToList();
        var next = ids.All(IsShown) ? shown.Except(ids).ToList() : [.. shown, .. ids];
        if (next.Count > 0)
        {
            Merge(MergedChoice.Of(next));
        }
    }

    /// <summary>Whether entries of an endpoint are shown.</summary>
    public bool IsShown(string id) => Merged?.Choice.Includes(id) ?? Selected?.Id == id;

    /// <summary>Writes to the peer of the selected entry from the endpoint that has it.</summary>
    /// <returns>Whether there is a peer that can be answered.</returns>
    public bool AimAtEntry()
    {
        if (Merged is { } merged && Selected?.EntryEndpoint is { } endpoint)
        {
            Merge(merged.Choice, endpoint.Id);
        }

        return Selected?.AimAtEntry() == true;
    }

    private IReadOnlyList<Endpoint> Shown => Merged?.Endpoints ?? (Selected is { } selected ? [selected.Endpoint] : []);

    private void Open(string? id, MergedFeed? merged)
    {
        Remember();
        Selected?.HideFrames();
        Merged = merged;
        Selected = id is not null && _supervisor.Find(id) is { } endpoint ? Open(endpoint) : null;
        Endpoints.Show(Shown);
        Missing = Selected is null ? id : null;
        Show(View);
    }

    /// <summary>The selected endpoint was deleted: of several the next one sends.</summary>
    private void SelectAnother()
    {
        if (Merged is { } merged && _supervisor.List().FirstOrDefault(endpoint => merged.Choice.Includes(endpoint.Id)) is { } other)
        {
            merged.Refresh(_supervisor.List());
            Open(other.Id, merged);
        }
        else
        {
            Select(null);
        }
    }

    private void RefreshMerged()
    {
        if (Merged is { } merged)
        {
            var before = merged.Endpoints;
            merged.Refresh(_supervisor.List());
            if (before != merged.Endpoints)
            {
                Endpoints.Show(Shown);
                OnChanged();
            }
        }
    }
}
