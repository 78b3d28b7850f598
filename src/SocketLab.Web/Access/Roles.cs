namespace SocketLab.Web.Access;

/// <summary>Who somebody is. An operator has both roles, so a viewer's check is one check.</summary>
public static class Roles
{
    /// <summary>May change things.</summary>
    public const string Operator = "operator";

    /// <summary>May read everything and change nothing.</summary>
    public const string Viewer = "viewer";
}

/// <summary>What an endpoint or a hub method asks for. Without a policy of its own everything asks for <see cref="Viewer"/>.</summary>
public static class Policies
{
    /// <summary>The caller may read.</summary>
    public const string Viewer = "viewer";

    /// <summary>The caller may change things.</summary>
    public const string Operator = "operator";
}
