using System.Security.Claims;

namespace SocketLab.Web.Access;

/// <summary>
/// A caller whose right may end while they are here. From that moment on they have no role, whoever still holds them: a request, a hub
/// connection, a circuit, a page.
/// </summary>
internal sealed class AccessPrincipal : ClaimsPrincipal
{
    private readonly Func<bool> _isValid;

    /// <param name="identity">The role and how the caller came in.</param>
    /// <param name="basis">What the right rests on. Callers with the same basis count as one.</param>
    /// <param name="isValid">Whether it still holds; asked at each use, so it must be quick.</param>
    public AccessPrincipal(ClaimsIdentity identity, string basis, Func<bool> isValid)
        : base(identity) => (Basis, _isValid) = (basis, isValid);

    /// <summary>What the right rests on: an open server, a token, or one login.</summary>
    public string Basis { get; }

    /// <summary>Whether the right has ended.</summary>
    public bool HasEnded => !_isValid();

    /// <inheritdoc/>
    public override bool IsInRole(string role) => _isValid() && base.IsInRole(role);
}
