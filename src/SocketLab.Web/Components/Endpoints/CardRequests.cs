namespace SocketLab.Web.Components.Endpoints;

/// <summary>A name that is to be edited in its place, or was edited.</summary>
/// <param name="Id">The endpoint's id.</param>
/// <param name="Name">The name as it is to be; null when it is to be edited now.</param>
/// <param name="IsLeft">Whether the focus has gone elsewhere, and is to stay there.</param>
public sealed record CardRename(string Id, string? Name, bool IsLeft = false);

/// <summary>A card that is to move by one place among those of its group.</summary>
/// <param name="Id">The endpoint's id.</param>
/// <param name="Step">−1 for up, 1 for down.</param>
public sealed record CardStep(string Id, int Step);

/// <summary>A card that was dropped.</summary>
/// <param name="Id">The endpoint's id.</param>
/// <param name="AnchorId">The endpoint beside which it was dropped; null for a group as such.</param>
/// <param name="IsBehind">Whether it is to stand behind that one, and not before it.</param>
/// <param name="Group">The group in which it was dropped; empty for none.</param>
public sealed record CardDrop(string Id, string? AnchorId, bool IsBehind, string Group);

/// <summary>A card whose entries are to be shown beside those of others, or not any more.</summary>
/// <param name="Id">The endpoint's id.</param>
/// <param name="IsRange">Whether all cards between are meant as well.</param>
public sealed record CardAdd(string Id, bool IsRange);
