namespace SocketLab.Web.Access;

/// <summary>The settings under <c>SocketLab:Access</c>, validated together when the program starts.</summary>
public sealed class AccessOptions
{
    /// <summary>Where the settings live.</summary>
    public const string Section = "SocketLab:Access";

    /// <summary>The shortest token that is accepted from the settings; a person's password is not one.</summary>
    public const int MinTokenLength = 16;

    /// <summary>
    /// <c>auto</c> (default): open while every bound address is loopback, token otherwise. <c>token</c>: always.
    /// <c>open</c>: never; whoever reaches the port is operator, and can open sockets as this machine.
    /// </summary>
    public string Mode { get; set; } = "auto";

    /// <summary>The token that lets somebody change things. Default: a random one at each start.</summary>
    public string? OperatorToken { get; set; }

    /// <summary>The token that lets somebody read. Default: none, nobody is only a viewer.</summary>
    public string? ViewerToken { get; set; }

    /// <summary>Further Host names, without a port. A name that somebody else can point at this machine defeats the check.</summary>
    public List<string> Hosts { get; } = [];

    /// <summary>Further Origins (<c>https://lab.example</c>). Each may do in a visitor's name what the visitor may do.</summary>
    public List<string> Origins { get; } = [];
}
