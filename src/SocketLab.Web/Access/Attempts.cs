using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace SocketLab.Web.Access;

/// <summary>What came of presenting a token: a role, a wait, or neither (it was wrong).</summary>
internal readonly record struct Attempt(string? Role, TimeSpan? Wait);

/// <summary>
/// Compares tokens, and stops guessing. Who is locked out is refused with the right token too: otherwise guessing goes on.
/// Logins and headers are counted apart, so that a program with an old token does not lock a person out.
/// </summary>
internal sealed class Attempts(AccessTokens tokens, TimeProvider time, ILogger<Attempts> logger)
{
    /// <summary>Failed logins a minute from one address.</summary>
    public const int MaxLogins = 10;

    /// <summary>Different wrong tokens a minute in requests from one address.</summary>
    public const int MaxGuesses = 100;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Over asking, comparing and counting together: many guesses at once must not all be asked before one is counted.
    private readonly Lock _lock = new();
    private readonly Lockout _logins = new(MaxLogins, Window, time);
    private readonly Lockout _guesses = new(MaxGuesses, Window, time);

    /// <summary>On the login page: each failure counts.</summary>
    public Attempt Login(IPAddress? remote, string token)
    {
        var attempt = Try(_logins, remote, token, what: null);
        if (attempt.Role is not null)
            AccessLog.LoggedIn(logger, attempt.Role, remote);
        else if (attempt.Wait is null)
            AccessLog.LoginFailed(logger, remote);
        return attempt;
    }

    /// <summary>With a request: each different wrong token counts.</summary>
    public Attempt Request(IPAddress? remote, string token) =>
        Try(_guesses, remote, token, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token))));

    /// <summary>Whole seconds, as in a Retry-After header: never too early.</summary>
    public static string Seconds(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private Attempt Try(Lockout lockout, IPAddress? remote, string token, string? what)
    {
        lock (_lock)
        {
            if (lockout.WaitOf(remote) is { } wait)
                return new Attempt(null, wait);
            if (tokens.RoleOf(token) is { } role)
                return new Attempt(role, null);
            if (lockout.Count(remote, what))
                AccessLog.LockedOut(logger, remote);
            return default;
        }
    }
}
