using SocketLab.Web.Api.Contracts;

namespace SocketLab.Web.Api;

/// <summary>Answers by the contract's JSON rules.</summary>
internal static class Answer
{
    /// <summary>200.</summary>
    public static IResult Ok<T>(T value) => TypedResults.Json(value, ContractJson.Options);

    /// <summary>201 with the address of what was made.</summary>
    public static IResult Created<T>(string location, T value) => new CreatedResult<T>(location, value);

    private sealed class CreatedResult<T>(string location, T value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return TypedResults.Json(value, ContractJson.Options, statusCode: StatusCodes.Status201Created).ExecuteAsync(httpContext);
        }
    }
}
