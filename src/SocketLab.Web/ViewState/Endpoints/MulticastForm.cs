using SocketLab.Core.Addresses;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>The multicast groups of the endpoint form while a person edits them.</summary>
public sealed class MulticastForm
{
    /// <summary>Where the errors of the groups are.</summary>
    public const string Path = "$.udp.multicastGroups";

    private readonly IReadOnlyList<string> _base;
    private readonly List<MulticastGroupDraft> _drafts;

    /// <summary>Starts from these groups.</summary>
    public MulticastForm(IReadOnlyList<string> groups)
    {
        _base = groups;
        _drafts = [.. groups.Select(MulticastGroupDraft.Of)];
    }

    /// <summary>The groups, in order.</summary>
    public IReadOnlyList<MulticastGroupDraft> Drafts => _drafts;

    /// <summary>Adds a group that is still to be written.</summary>
    public MulticastGroupDraft Add()
    {
        var draft = new MulticastGroupDraft();
        _drafts.Add(draft);
        return draft;
    }

    /// <summary>Takes a group out.</summary>
    public void Remove(MulticastGroupDraft draft) => _drafts.Remove(draft);

    /// <summary>Whether this is the path of a group that nobody has written yet.</summary>
    public bool IsStillToBeWritten(string path) => _drafts.Index().Any(one => one.Item.ToString().Length == 0 && path == PathOf(one.Index));

    /// <summary>The JSON path of the added group that a refusal is about; null when it is about none.</summary>
    /// <param name="refusal">What the system said. It names the group, or the interface that is not there.</param>
    public string? PathOfAdded(string refusal) =>
        _drafts
            .Index()
            .Where(one => !_base.Contains(one.Item.ToString()) && one.Item.Names.Any(refusal.Contains))
            .Select(one => PathOf(one.Index))
            .FirstOrDefault();

    /// <summary>The JSON path of a group, where its errors are.</summary>
    public static string PathOf(int index) => $"{Path}[{index}]";

    /// <summary>The groups as a definition has them; the very same list when nothing was edited.</summary>
    public IReadOnlyList<string> ToGroups()
    {
        string[] groups = [.. _drafts.Select(draft => draft.ToString())];
        return groups.SequenceEqual(_base) ? _base : groups;
    }
}

/// <summary>One group: <c>GROUP[%INTERFACE]</c> and, in a field of its own, the only sender to hear.</summary>
public sealed class MulticastGroupDraft
{
    /// <summary>The group, perhaps with an interface behind a percent sign.</summary>
    public string Group { get; set; } = "";

    /// <summary>The only sender to hear; empty for all.</summary>
    public string Source { get; set; } = "";

    /// <summary>Whether what is wrong is the source: without it the group would be one.</summary>
    public bool IsSourceWrong =>
        Source.Trim().Length > 0
        && MulticastGroup.TryParse(Group.Trim(), out _, out _)
        && !MulticastGroup.TryParse(ToString(), out _, out _);

    /// <summary>The words of it by which a refusal may name it: the group's address and the interface.</summary>
    public IReadOnlyList<string> Names => Group.Trim().Split('%', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Reads what a definition says.</summary>
    public static MulticastGroupDraft Of(string text)
    {
        var parts = text.Split('@', 2);
        return new() { Group = parts[0], Source = parts.Length > 1 ? parts[1] : "" };
    }

    /// <inheritdoc/>
    public override string ToString() => Source.Trim() is { Length: > 0 } source ? $"{Group.Trim()}@{source}" : Group.Trim();
}
