namespace SocketLab.Web.Access;

/// <summary>
/// Gives one endpoint another policy than <see cref="SecurityHeaders.ContentSecurityPolicy"/> (a page with scripts of its own).
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ContentSecurityPolicyAttribute(string policy) : Attribute
{
    public string Policy { get; } = policy;
}
