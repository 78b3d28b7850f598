namespace SocketLab.Web.Hubs;

/// <summary>What a caller of a hub method must be allowed to.</summary>
/// <remarks>Not ASP.NET's own attribute: SignalR would check that one before our filters, and refuse in words without a code.</remarks>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RightAttribute(string policy) : Attribute
{
    /// <summary>One of <see cref="Access.Policies"/>.</summary>
    public string Policy { get; } = policy;
}
