# scripts/container-steps runs these steps without a container engine; scripts/test calls it.

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /src
COPY . .
RUN dotnet restore src/ConnectMe.Host
RUN dotnet publish src/ConnectMe.Host --no-restore -c Release -o /app

# Ubuntu: Microsoft ships no Debian image for .NET 10.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
RUN mkdir -p /etc/postgresql-common \
    && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf \
    && apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql libopus0 curl \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o app -g app -m 700 /var/lib/connectme
WORKDIR /app
COPY --from=build /app .
USER app
# One port carries the audio of all browsers, by UDP or else by TCP, two of the range (UDP) that of one phone or trunk call; they must be the same outside.
ENV Media__Port=10000
ENV Media__RtpPorts=20000-20199
EXPOSE 8080/tcp 5060/udp 5060/tcp 5061/tcp 10000/udp 10000/tcp 20000-20199/udp
VOLUME /var/lib/connectme
HEALTHCHECK --start-period=60s --interval=10s CMD ["curl", "-fsS", "-o", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["dotnet", "ConnectMe.Host.dll", "--urls", "http://0.0.0.0:8080", "--data", "/var/lib/connectme"]
