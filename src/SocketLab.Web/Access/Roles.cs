namespace SocketLab.Web.Access;

/// <summary>Who may do what.</summary>
public static class Roles
{
    public const string Operator = "operator";
    public const string Viewer = "viewer";
}
