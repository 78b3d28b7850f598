namespace SocketLab.Web.ViewState.Filtering;

/// <summary>The filters that were used last, newest first: what the box offers while it is empty.</summary>
public sealed class RecentFilters : LiveState
{
    private const int MaxFilters = 20;

    /// <summary>The filters as they were written.</summary>
    public IReadOnlyList<string> List { get; private set; } = [];

    /// <summary>Remembers one that a person has settled on.</summary>
    public void Add(string text)
    {
        if (!string.IsNullOrWhiteSpace(text) && (List.Count == 0 || List[0] != text))
        {
            Change(() => List = [text, .. List.Where(other => other != text).Take(MaxFilters - 1)]);
        }
    }

    /// <summary>Goes on with what the tab remembers.</summary>
    public void Recall(IReadOnlyList<string> remembered) => List = [.. List.Concat(remembered.Except(List)).Take(MaxFilters)];
}
