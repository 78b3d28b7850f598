namespace SocketLab.Web.Access;

/// <summary>The authentication schemes. <see cref="Choice"/> is the default and hands each request to one of the others.</summary>
internal static class AccessSchemes
{
    public const string Choice = "access";
    public const string Token = "token";
    public const string Cookie = "cookie";
}
