namespace SocketLab.Web.Access;

/// <summary>Where the login link is written: the console, and never a log, which is kept and passed on.</summary>
internal sealed record AccessConsole(TextWriter Out);

/// <summary>Tells the person at the console how to get in.</summary>
internal sealed class LoginLink(AccessGate gate, AccessTokens tokens, AccessConsole console)
{
    public void Write()
    {
        var query = tokens.Generated is null ? "" : $"?token={tokens.Generated}";
        var links = gate
            .Addresses.Select(BoundAddresses.ForBrowser)
            .OfType<string>()
            .Distinct()
            .Select(address => $"  {address}{LoginEndpoints.Path}{query}")
            .DefaultIfEmpty($"  {LoginEndpoints.Path}{query}");
        var headline = tokens.Generated is null
            ? "SocketLab asks for a token. Log in with the one of your settings:"
            : "SocketLab asks for a token, made for this run. Log in as operator:";
        IEnumerable<string> hint = BoundAddresses.AllLoopback(gate.Addresses)
            ? []
            : ["  From another machine, put this one's address in place of localhost."];
        console.Out.WriteLine(string.Join(Environment.NewLine, [headline, .. links, .. hint]));
        console.Out.Flush();
    }
}
