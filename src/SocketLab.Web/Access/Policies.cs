namespace SocketLab.Web.Access;

/// <summary>Names of the authorization policies.</summary>
internal static class Policies
{
    /// <summary>May read everything and change nothing.</summary>
    public const string Viewer = "viewer";

    /// <summary>May do everything.</summary>
    public const string Operator = "operator";
}
