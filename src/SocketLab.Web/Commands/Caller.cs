using System.Security.Claims;
using SocketLab.Web.Access;

namespace SocketLab.Web.Commands;

/// <summary>Who asks for something, and with which right. Every command that changes something asks it first.</summary>
public sealed class Caller : IBindableFromHttpContext<Caller>
{
    private readonly ClaimsPrincipal? _user;

    private Caller(ClaimsPrincipal? user) => _user = user;

    /// <summary>Whether the caller may change things, at this moment: a right ends with the login that it rests on.</summary>
    public bool CanOperate => _user?.IsInRole(Roles.Operator) == true;

    /// <summary>The caller behind a request, a hub call or a circuit alike. Nobody is a viewer at best.</summary>
    public static Caller Of(ClaimsPrincipal? user) => new(user);

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
