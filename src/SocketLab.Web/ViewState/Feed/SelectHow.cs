namespace SocketLab.Web.ViewState.Feed;

/// <summary>What happens to the other rows that are selected when one is.</summary>
public enum SelectHow
{
    /// <summary>They are not selected any more.</summary>
    Only,

    /// <summary>All between where the selection began and this one are.</summary>
    Extend,

    /// <summary>They stay, and this one is selected or not any more.</summary>
    Toggle,
}
