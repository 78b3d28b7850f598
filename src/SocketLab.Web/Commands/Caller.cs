using System.Security.Claims;
using SocketLab.Web.Access;

namespace SocketLab.Web.Commands;

/// <summary>Who asks for something, and with which right. Every command that changes something asks it first.</summary>
public sealed class Caller : IBindableFromHttpContext<Caller>
{
    private Caller(bool canOperate) => CanOperate = canOperate;

    /// <summary>Whether the caller may change things.</summary>
    public bool CanOperate { get; }

    /// <summary>The caller behind a request, a hub call or a circuit alike. Nobody is a viewer at best.</summary>
    public static Caller Of(ClaimsPrincipal? user) => new(user?.IsInRole(Roles.Operator) == true);

    /// <summary>Refuses a change to whoever may only read.</summary>
    /// <exception cref="ForbiddenException">The caller is no operator.</exception>
    public void RequireOperator()
    {
        if (!CanOperate)
        {
            throw new ForbiddenException();
        }
    }

    /// <inheritdoc/>
    static ValueTask<Caller?> IBindableFromHttpContext<Caller>.BindAsync(HttpContext context, System.Reflection.ParameterInfo parameter) =>
        new(Of(context.User));
}
