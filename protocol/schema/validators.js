/* oxlint-disable */
// Generated from protocol/methods.ts by `npm run generate`; changes belong there.
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) =>
  function __require() {
    try {
      return (
        mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod),
        mod.exports
      );
    } catch (e) {
      throw ((mod = 0), e);
    }
  };

// node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320) pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  },
});

// <stdin>
var check0 = validate0;
var schema0 = {
  type: "object",
  properties: {
    processId: {
      anyOf: [{ type: "integer" }, { type: "null" }],
      description: "The daemon ends when this process does (stdio).",
    },
    clientInfo: {
      type: "object",
      required: ["name"],
      properties: { name: { type: "string" }, version: { type: "string" } },
      description: "Shown in logs.",
    },
    capabilities: { type: "object", properties: {} },
    protocolVersions: {
      type: "array",
      items: { type: "string" },
      description: 'What the client speaks; this page is `"1"`.',
    },
    token: {
      type: "string",
      description: "Where the connection itself brought none; see Who may connect.",
    },
    trace: { enum: ["off", "messages", "verbose"] },
    session: {
      type: "object",
      properties: {
        attach: { type: "string", minLength: 1, description: "Names a session of this daemon." },
        sinceSeq: { type: "integer", minimum: 0 },
        name: { type: "string" },
        cwd: { type: "string", description: "The session's directory, absolute." },
        env: { type: "object", additionalProperties: { type: "string" } },
        languageId: { enum: ["typescript", "javascript"] },
        autoawait: { type: "boolean" },
        runner: { type: "string" },
        loopPolicy: { enum: ["persistent", "perCell"] },
        history: {
          type: "boolean",
          description: "Are its cells stored in the user's history? If left out, yes.",
        },
        limits: {
          type: "object",
          properties: {
            memoryMb: { type: "integer", minimum: 16, description: "Heap of the kernel, MiB." },
            cellTimeoutMs: {
              type: "number",
              exclusiveMinimum: 0,
              description: "Deadline of every cell that brings none.",
            },
            outputBytesPerCell: {
              type: "integer",
              minimum: 0,
              description: "UTF-8 bytes of stream text; the rest is dropped and said so.",
            },
            idleTtlMs: {
              type: "number",
              minimum: 0,
              description: "How long a session without a client lives on.",
            },
          },
          additionalProperties: false,
        },
      },
      additionalProperties: false,
    },
    rootUri: {
      anyOf: [{ type: "string" }, { type: "null" }],
      description: "LSP's: where the session works, if nothing else says so.",
    },
    initializationOptions: {
      anyOf: [
        {
          type: "object",
          properties: {
            session: {
              type: "object",
              properties: {
                attach: {
                  type: "string",
                  minLength: 1,
                  description: "Names a session of this daemon.",
                },
                sinceSeq: { type: "integer", minimum: 0 },
                name: { type: "string" },
                cwd: { type: "string", description: "The session's directory, absolute." },
                env: { type: "object", additionalProperties: { type: "string" } },
                languageId: { enum: ["typescript", "javascript"] },
                autoawait: { type: "boolean" },
                runner: { type: "string" },
                loopPolicy: { enum: ["persistent", "perCell"] },
                history: {
                  type: "boolean",
                  description: "Are its cells stored in the user's history? If left out, yes.",
                },
                limits: {
                  type: "object",
                  properties: {
                    memoryMb: {
                      type: "integer",
                      minimum: 16,
                      description: "Heap of the kernel, MiB.",
                    },
                    cellTimeoutMs: {
                      type: "number",
                      exclusiveMinimum: 0,
                      description: "Deadline of every cell that brings none.",
                    },
                    outputBytesPerCell: {
                      type: "integer",
                      minimum: 0,
                      description: "UTF-8 bytes of stream text; the rest is dropped and said so.",
                    },
                    idleTtlMs: {
                      type: "number",
                      minimum: 0,
                      description: "How long a session without a client lives on.",
                    },
                  },
                  additionalProperties: false,
                },
              },
              additionalProperties: false,
            },
          },
        },
        { type: "null" },
      ],
      description: "LSP's place for what only this server knows; `session` itself stands over it.",
    },
  },
};
var func0 = Object.prototype.hasOwnProperty;
var func1 = require_ucs2length().default;
function validate0(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      if (data.processId !== void 0) {
        let data0 = data.processId;
        const _errs1 = errors;
        const _errs2 = errors;
        let valid1 = false;
        const _errs3 = errors;
        if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
          const err0 = {
            instancePath: instancePath + "/processId",
            schemaPath: "#/properties/processId/anyOf/0/type",
            keyword: "type",
            params: { type: "integer" },
          };
          if (vErrors === null) {
            vErrors = [err0];
          } else {
            vErrors.push(err0);
          }
          errors++;
        }
        var _valid0 = _errs3 === errors;
        valid1 = valid1 || _valid0;
        if (!valid1) {
          const _errs5 = errors;
          if (data0 !== null) {
            const err1 = {
              instancePath: instancePath + "/processId",
              schemaPath: "#/properties/processId/anyOf/1/type",
              keyword: "type",
              params: { type: "null" },
            };
            if (vErrors === null) {
              vErrors = [err1];
            } else {
              vErrors.push(err1);
            }
            errors++;
          }
          var _valid0 = _errs5 === errors;
          valid1 = valid1 || _valid0;
        }
        if (!valid1) {
          const err2 = {
            instancePath: instancePath + "/processId",
            schemaPath: "#/properties/processId/anyOf",
            keyword: "anyOf",
            params: {},
          };
          if (vErrors === null) {
            vErrors = [err2];
          } else {
            vErrors.push(err2);
          }
          errors++;
          validate0.errors = vErrors;
          return false;
        } else {
          errors = _errs2;
          if (vErrors !== null) {
            if (_errs2) {
              vErrors.length = _errs2;
            } else {
              vErrors = null;
            }
          }
        }
        var valid0 = _errs1 === errors;
      } else {
        var valid0 = true;
      }
      if (valid0) {
        if (data.clientInfo !== void 0) {
          let data1 = data.clientInfo;
          const _errs7 = errors;
          if (errors === _errs7) {
            if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
              let missing0;
              if (data1.name === void 0 && (missing0 = "name")) {
                validate0.errors = [
                  {
                    instancePath: instancePath + "/clientInfo",
                    schemaPath: "#/properties/clientInfo/required",
                    keyword: "required",
                    params: { missingProperty: missing0 },
                  },
                ];
                return false;
              } else {
                if (data1.name !== void 0) {
                  const _errs9 = errors;
                  if (typeof data1.name !== "string") {
                    validate0.errors = [
                      {
                        instancePath: instancePath + "/clientInfo/name",
                        schemaPath: "#/properties/clientInfo/properties/name/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                  var valid2 = _errs9 === errors;
                } else {
                  var valid2 = true;
                }
                if (valid2) {
                  if (data1.version !== void 0) {
                    const _errs11 = errors;
                    if (typeof data1.version !== "string") {
                      validate0.errors = [
                        {
                          instancePath: instancePath + "/clientInfo/version",
                          schemaPath: "#/properties/clientInfo/properties/version/type",
                          keyword: "type",
                          params: { type: "string" },
                        },
                      ];
                      return false;
                    }
                    var valid2 = _errs11 === errors;
                  } else {
                    var valid2 = true;
                  }
                }
              }
            } else {
              validate0.errors = [
                {
                  instancePath: instancePath + "/clientInfo",
                  schemaPath: "#/properties/clientInfo/type",
                  keyword: "type",
                  params: { type: "object" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs7 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.capabilities !== void 0) {
            let data4 = data.capabilities;
            const _errs13 = errors;
            if (errors === _errs13) {
              if (!(data4 && typeof data4 == "object" && !Array.isArray(data4))) {
                validate0.errors = [
                  {
                    instancePath: instancePath + "/capabilities",
                    schemaPath: "#/properties/capabilities/type",
                    keyword: "type",
                    params: { type: "object" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs13 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.protocolVersions !== void 0) {
              let data5 = data.protocolVersions;
              const _errs15 = errors;
              if (errors === _errs15) {
                if (Array.isArray(data5)) {
                  var valid3 = true;
                  const len0 = data5.length;
                  for (let i0 = 0; i0 < len0; i0++) {
                    const _errs17 = errors;
                    if (typeof data5[i0] !== "string") {
                      validate0.errors = [
                        {
                          instancePath: instancePath + "/protocolVersions/" + i0,
                          schemaPath: "#/properties/protocolVersions/items/type",
                          keyword: "type",
                          params: { type: "string" },
                        },
                      ];
                      return false;
                    }
                    var valid3 = _errs17 === errors;
                    if (!valid3) {
                      break;
                    }
                  }
                } else {
                  validate0.errors = [
                    {
                      instancePath: instancePath + "/protocolVersions",
                      schemaPath: "#/properties/protocolVersions/type",
                      keyword: "type",
                      params: { type: "array" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs15 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.token !== void 0) {
                const _errs19 = errors;
                if (typeof data.token !== "string") {
                  validate0.errors = [
                    {
                      instancePath: instancePath + "/token",
                      schemaPath: "#/properties/token/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
                var valid0 = _errs19 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.trace !== void 0) {
                  let data8 = data.trace;
                  const _errs21 = errors;
                  if (!(data8 === "off" || data8 === "messages" || data8 === "verbose")) {
                    validate0.errors = [
                      {
                        instancePath: instancePath + "/trace",
                        schemaPath: "#/properties/trace/enum",
                        keyword: "enum",
                        params: { allowedValues: schema0.properties.trace.enum },
                      },
                    ];
                    return false;
                  }
                  var valid0 = _errs21 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.session !== void 0) {
                    let data9 = data.session;
                    const _errs22 = errors;
                    if (errors === _errs22) {
                      if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
                        const _errs24 = errors;
                        for (const key0 in data9) {
                          if (!func0.call(schema0.properties.session.properties, key0)) {
                            validate0.errors = [
                              {
                                instancePath: instancePath + "/session",
                                schemaPath: "#/properties/session/additionalProperties",
                                keyword: "additionalProperties",
                                params: { additionalProperty: key0 },
                              },
                            ];
                            return false;
                            break;
                          }
                        }
                        if (_errs24 === errors) {
                          if (data9.attach !== void 0) {
                            let data10 = data9.attach;
                            const _errs25 = errors;
                            if (errors === _errs25) {
                              if (typeof data10 === "string") {
                                if (func1(data10) < 1) {
                                  validate0.errors = [
                                    {
                                      instancePath: instancePath + "/session/attach",
                                      schemaPath:
                                        "#/properties/session/properties/attach/minLength",
                                      keyword: "minLength",
                                      params: { limit: 1 },
                                    },
                                  ];
                                  return false;
                                }
                              } else {
                                validate0.errors = [
                                  {
                                    instancePath: instancePath + "/session/attach",
                                    schemaPath: "#/properties/session/properties/attach/type",
                                    keyword: "type",
                                    params: { type: "string" },
                                  },
                                ];
                                return false;
                              }
                            }
                            var valid4 = _errs25 === errors;
                          } else {
                            var valid4 = true;
                          }
                          if (valid4) {
                            if (data9.sinceSeq !== void 0) {
                              let data11 = data9.sinceSeq;
                              const _errs27 = errors;
                              if (!(
                                typeof data11 == "number" &&
                                !(data11 % 1) &&
                                !isNaN(data11) &&
                                isFinite(data11)
                              )) {
                                validate0.errors = [
                                  {
                                    instancePath: instancePath + "/session/sinceSeq",
                                    schemaPath: "#/properties/session/properties/sinceSeq/type",
                                    keyword: "type",
                                    params: { type: "integer" },
                                  },
                                ];
                                return false;
                              }
                              if (errors === _errs27) {
                                if (typeof data11 == "number" && isFinite(data11)) {
                                  if (data11 < 0 || isNaN(data11)) {
                                    validate0.errors = [
                                      {
                                        instancePath: instancePath + "/session/sinceSeq",
                                        schemaPath:
                                          "#/properties/session/properties/sinceSeq/minimum",
                                        keyword: "minimum",
                                        params: { comparison: ">=", limit: 0 },
                                      },
                                    ];
                                    return false;
                                  }
                                }
                              }
                              var valid4 = _errs27 === errors;
                            } else {
                              var valid4 = true;
                            }
                            if (valid4) {
                              if (data9.name !== void 0) {
                                const _errs29 = errors;
                                if (typeof data9.name !== "string") {
                                  validate0.errors = [
                                    {
                                      instancePath: instancePath + "/session/name",
                                      schemaPath: "#/properties/session/properties/name/type",
                                      keyword: "type",
                                      params: { type: "string" },
                                    },
                                  ];
                                  return false;
                                }
                                var valid4 = _errs29 === errors;
                              } else {
                                var valid4 = true;
                              }
                              if (valid4) {
                                if (data9.cwd !== void 0) {
                                  const _errs31 = errors;
                                  if (typeof data9.cwd !== "string") {
                                    validate0.errors = [
                                      {
                                        instancePath: instancePath + "/session/cwd",
                                        schemaPath: "#/properties/session/properties/cwd/type",
                                        keyword: "type",
                                        params: { type: "string" },
                                      },
                                    ];
                                    return false;
                                  }
                                  var valid4 = _errs31 === errors;
                                } else {
                                  var valid4 = true;
                                }
                                if (valid4) {
                                  if (data9.env !== void 0) {
                                    let data14 = data9.env;
                                    const _errs33 = errors;
                                    if (errors === _errs33) {
                                      if (
                                        data14 &&
                                        typeof data14 == "object" &&
                                        !Array.isArray(data14)
                                      ) {
                                        for (const key1 in data14) {
                                          const _errs36 = errors;
                                          if (typeof data14[key1] !== "string") {
                                            validate0.errors = [
                                              {
                                                instancePath:
                                                  instancePath +
                                                  "/session/env/" +
                                                  key1.replace(/~/g, "~0").replace(/\//g, "~1"),
                                                schemaPath:
                                                  "#/properties/session/properties/env/additionalProperties/type",
                                                keyword: "type",
                                                params: { type: "string" },
                                              },
                                            ];
                                            return false;
                                          }
                                          var valid5 = _errs36 === errors;
                                          if (!valid5) {
                                            break;
                                          }
                                        }
                                      } else {
                                        validate0.errors = [
                                          {
                                            instancePath: instancePath + "/session/env",
                                            schemaPath: "#/properties/session/properties/env/type",
                                            keyword: "type",
                                            params: { type: "object" },
                                          },
                                        ];
                                        return false;
                                      }
                                    }
                                    var valid4 = _errs33 === errors;
                                  } else {
                                    var valid4 = true;
                                  }
                                  if (valid4) {
                                    if (data9.languageId !== void 0) {
                                      let data16 = data9.languageId;
                                      const _errs38 = errors;
                                      if (!(data16 === "typescript" || data16 === "javascript")) {
                                        validate0.errors = [
                                          {
                                            instancePath: instancePath + "/session/languageId",
                                            schemaPath:
                                              "#/properties/session/properties/languageId/enum",
                                            keyword: "enum",
                                            params: {
                                              allowedValues:
                                                schema0.properties.session.properties.languageId
                                                  .enum,
                                            },
                                          },
                                        ];
                                        return false;
                                      }
                                      var valid4 = _errs38 === errors;
                                    } else {
                                      var valid4 = true;
                                    }
                                    if (valid4) {
                                      if (data9.autoawait !== void 0) {
                                        const _errs39 = errors;
                                        if (typeof data9.autoawait !== "boolean") {
                                          validate0.errors = [
                                            {
                                              instancePath: instancePath + "/session/autoawait",
                                              schemaPath:
                                                "#/properties/session/properties/autoawait/type",
                                              keyword: "type",
                                              params: { type: "boolean" },
                                            },
                                          ];
                                          return false;
                                        }
                                        var valid4 = _errs39 === errors;
                                      } else {
                                        var valid4 = true;
                                      }
                                      if (valid4) {
                                        if (data9.runner !== void 0) {
                                          const _errs41 = errors;
                                          if (typeof data9.runner !== "string") {
                                            validate0.errors = [
                                              {
                                                instancePath: instancePath + "/session/runner",
                                                schemaPath:
                                                  "#/properties/session/properties/runner/type",
                                                keyword: "type",
                                                params: { type: "string" },
                                              },
                                            ];
                                            return false;
                                          }
                                          var valid4 = _errs41 === errors;
                                        } else {
                                          var valid4 = true;
                                        }
                                        if (valid4) {
                                          if (data9.loopPolicy !== void 0) {
                                            let data19 = data9.loopPolicy;
                                            const _errs43 = errors;
                                            if (!(
                                              data19 === "persistent" || data19 === "perCell"
                                            )) {
                                              validate0.errors = [
                                                {
                                                  instancePath:
                                                    instancePath + "/session/loopPolicy",
                                                  schemaPath:
                                                    "#/properties/session/properties/loopPolicy/enum",
                                                  keyword: "enum",
                                                  params: {
                                                    allowedValues:
                                                      schema0.properties.session.properties
                                                        .loopPolicy.enum,
                                                  },
                                                },
                                              ];
                                              return false;
                                            }
                                            var valid4 = _errs43 === errors;
                                          } else {
                                            var valid4 = true;
                                          }
                                          if (valid4) {
                                            if (data9.history !== void 0) {
                                              const _errs44 = errors;
                                              if (typeof data9.history !== "boolean") {
                                                validate0.errors = [
                                                  {
                                                    instancePath: instancePath + "/session/history",
                                                    schemaPath:
                                                      "#/properties/session/properties/history/type",
                                                    keyword: "type",
                                                    params: { type: "boolean" },
                                                  },
                                                ];
                                                return false;
                                              }
                                              var valid4 = _errs44 === errors;
                                            } else {
                                              var valid4 = true;
                                            }
                                            if (valid4) {
                                              if (data9.limits !== void 0) {
                                                let data21 = data9.limits;
                                                const _errs46 = errors;
                                                if (errors === _errs46) {
                                                  if (
                                                    data21 &&
                                                    typeof data21 == "object" &&
                                                    !Array.isArray(data21)
                                                  ) {
                                                    const _errs48 = errors;
                                                    for (const key2 in data21) {
                                                      if (!(
                                                        key2 === "memoryMb" ||
                                                        key2 === "cellTimeoutMs" ||
                                                        key2 === "outputBytesPerCell" ||
                                                        key2 === "idleTtlMs"
                                                      )) {
                                                        validate0.errors = [
                                                          {
                                                            instancePath:
                                                              instancePath + "/session/limits",
                                                            schemaPath:
                                                              "#/properties/session/properties/limits/additionalProperties",
                                                            keyword: "additionalProperties",
                                                            params: { additionalProperty: key2 },
                                                          },
                                                        ];
                                                        return false;
                                                        break;
                                                      }
                                                    }
                                                    if (_errs48 === errors) {
                                                      if (data21.memoryMb !== void 0) {
                                                        let data22 = data21.memoryMb;
                                                        const _errs49 = errors;
                                                        if (!(
                                                          typeof data22 == "number" &&
                                                          !(data22 % 1) &&
                                                          !isNaN(data22) &&
                                                          isFinite(data22)
                                                        )) {
                                                          validate0.errors = [
                                                            {
                                                              instancePath:
                                                                instancePath +
                                                                "/session/limits/memoryMb",
                                                              schemaPath:
                                                                "#/properties/session/properties/limits/properties/memoryMb/type",
                                                              keyword: "type",
                                                              params: { type: "integer" },
                                                            },
                                                          ];
                                                          return false;
                                                        }
                                                        if (errors === _errs49) {
                                                          if (
                                                            typeof data22 == "number" &&
                                                            isFinite(data22)
                                                          ) {
                                                            if (data22 < 16 || isNaN(data22)) {
                                                              validate0.errors = [
                                                                {
                                                                  instancePath:
                                                                    instancePath +
                                                                    "/session/limits/memoryMb",
                                                                  schemaPath:
                                                                    "#/properties/session/properties/limits/properties/memoryMb/minimum",
                                                                  keyword: "minimum",
                                                                  params: {
                                                                    comparison: ">=",
                                                                    limit: 16,
                                                                  },
                                                                },
                                                              ];
                                                              return false;
                                                            }
                                                          }
                                                        }
                                                        var valid6 = _errs49 === errors;
                                                      } else {
                                                        var valid6 = true;
                                                      }
                                                      if (valid6) {
                                                        if (data21.cellTimeoutMs !== void 0) {
                                                          let data23 = data21.cellTimeoutMs;
                                                          const _errs51 = errors;
                                                          if (errors === _errs51) {
                                                            if (
                                                              typeof data23 == "number" &&
                                                              isFinite(data23)
                                                            ) {
                                                              if (data23 <= 0 || isNaN(data23)) {
                                                                validate0.errors = [
                                                                  {
                                                                    instancePath:
                                                                      instancePath +
                                                                      "/session/limits/cellTimeoutMs",
                                                                    schemaPath:
                                                                      "#/properties/session/properties/limits/properties/cellTimeoutMs/exclusiveMinimum",
                                                                    keyword: "exclusiveMinimum",
                                                                    params: {
                                                                      comparison: ">",
                                                                      limit: 0,
                                                                    },
                                                                  },
                                                                ];
                                                                return false;
                                                              }
                                                            } else {
                                                              validate0.errors = [
                                                                {
                                                                  instancePath:
                                                                    instancePath +
                                                                    "/session/limits/cellTimeoutMs",
                                                                  schemaPath:
                                                                    "#/properties/session/properties/limits/properties/cellTimeoutMs/type",
                                                                  keyword: "type",
                                                                  params: { type: "number" },
                                                                },
                                                              ];
                                                              return false;
                                                            }
                                                          }
                                                          var valid6 = _errs51 === errors;
                                                        } else {
                                                          var valid6 = true;
                                                        }
                                                        if (valid6) {
                                                          if (
                                                            data21.outputBytesPerCell !== void 0
                                                          ) {
                                                            let data24 = data21.outputBytesPerCell;
                                                            const _errs53 = errors;
                                                            if (!(
                                                              typeof data24 == "number" &&
                                                              !(data24 % 1) &&
                                                              !isNaN(data24) &&
                                                              isFinite(data24)
                                                            )) {
                                                              validate0.errors = [
                                                                {
                                                                  instancePath:
                                                                    instancePath +
                                                                    "/session/limits/outputBytesPerCell",
                                                                  schemaPath:
                                                                    "#/properties/session/properties/limits/properties/outputBytesPerCell/type",
                                                                  keyword: "type",
                                                                  params: { type: "integer" },
                                                                },
                                                              ];
                                                              return false;
                                                            }
                                                            if (errors === _errs53) {
                                                              if (
                                                                typeof data24 == "number" &&
                                                                isFinite(data24)
                                                              ) {
                                                                if (data24 < 0 || isNaN(data24)) {
                                                                  validate0.errors = [
                                                                    {
                                                                      instancePath:
                                                                        instancePath +
                                                                        "/session/limits/outputBytesPerCell",
                                                                      schemaPath:
                                                                        "#/properties/session/properties/limits/properties/outputBytesPerCell/minimum",
                                                                      keyword: "minimum",
                                                                      params: {
                                                                        comparison: ">=",
                                                                        limit: 0,
                                                                      },
                                                                    },
                                                                  ];
                                                                  return false;
                                                                }
                                                              }
                                                            }
                                                            var valid6 = _errs53 === errors;
                                                          } else {
                                                            var valid6 = true;
                                                          }
                                                          if (valid6) {
                                                            if (data21.idleTtlMs !== void 0) {
                                                              let data25 = data21.idleTtlMs;
                                                              const _errs55 = errors;
                                                              if (errors === _errs55) {
                                                                if (
                                                                  typeof data25 == "number" &&
                                                                  isFinite(data25)
                                                                ) {
                                                                  if (data25 < 0 || isNaN(data25)) {
                                                                    validate0.errors = [
                                                                      {
                                                                        instancePath:
                                                                          instancePath +
                                                                          "/session/limits/idleTtlMs",
                                                                        schemaPath:
                                                                          "#/properties/session/properties/limits/properties/idleTtlMs/minimum",
                                                                        keyword: "minimum",
                                                                        params: {
                                                                          comparison: ">=",
                                                                          limit: 0,
                                                                        },
                                                                      },
                                                                    ];
                                                                    return false;
                                                                  }
                                                                } else {
                                                                  validate0.errors = [
                                                                    {
                                                                      instancePath:
                                                                        instancePath +
                                                                        "/session/limits/idleTtlMs",
                                                                      schemaPath:
                                                                        "#/properties/session/properties/limits/properties/idleTtlMs/type",
                                                                      keyword: "type",
                                                                      params: { type: "number" },
                                                                    },
                                                                  ];
                                                                  return false;
                                                                }
                                                              }
                                                              var valid6 = _errs55 === errors;
                                                            } else {
                                                              var valid6 = true;
                                                            }
                                                          }
                                                        }
                                                      }
                                                    }
                                                  } else {
                                                    validate0.errors = [
                                                      {
                                                        instancePath:
                                                          instancePath + "/session/limits",
                                                        schemaPath:
                                                          "#/properties/session/properties/limits/type",
                                                        keyword: "type",
                                                        params: { type: "object" },
                                                      },
                                                    ];
                                                    return false;
                                                  }
                                                }
                                                var valid4 = _errs46 === errors;
                                              } else {
                                                var valid4 = true;
                                              }
                                            }
                                          }
                                        }
                                      }
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                      } else {
                        validate0.errors = [
                          {
                            instancePath: instancePath + "/session",
                            schemaPath: "#/properties/session/type",
                            keyword: "type",
                            params: { type: "object" },
                          },
                        ];
                        return false;
                      }
                    }
                    var valid0 = _errs22 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.rootUri !== void 0) {
                      let data26 = data.rootUri;
                      const _errs57 = errors;
                      const _errs58 = errors;
                      let valid7 = false;
                      const _errs59 = errors;
                      if (typeof data26 !== "string") {
                        const err3 = {
                          instancePath: instancePath + "/rootUri",
                          schemaPath: "#/properties/rootUri/anyOf/0/type",
                          keyword: "type",
                          params: { type: "string" },
                        };
                        if (vErrors === null) {
                          vErrors = [err3];
                        } else {
                          vErrors.push(err3);
                        }
                        errors++;
                      }
                      var _valid1 = _errs59 === errors;
                      valid7 = valid7 || _valid1;
                      if (!valid7) {
                        const _errs61 = errors;
                        if (data26 !== null) {
                          const err4 = {
                            instancePath: instancePath + "/rootUri",
                            schemaPath: "#/properties/rootUri/anyOf/1/type",
                            keyword: "type",
                            params: { type: "null" },
                          };
                          if (vErrors === null) {
                            vErrors = [err4];
                          } else {
                            vErrors.push(err4);
                          }
                          errors++;
                        }
                        var _valid1 = _errs61 === errors;
                        valid7 = valid7 || _valid1;
                      }
                      if (!valid7) {
                        const err5 = {
                          instancePath: instancePath + "/rootUri",
                          schemaPath: "#/properties/rootUri/anyOf",
                          keyword: "anyOf",
                          params: {},
                        };
                        if (vErrors === null) {
                          vErrors = [err5];
                        } else {
                          vErrors.push(err5);
                        }
                        errors++;
                        validate0.errors = vErrors;
                        return false;
                      } else {
                        errors = _errs58;
                        if (vErrors !== null) {
                          if (_errs58) {
                            vErrors.length = _errs58;
                          } else {
                            vErrors = null;
                          }
                        }
                      }
                      var valid0 = _errs57 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.initializationOptions !== void 0) {
                        let data27 = data.initializationOptions;
                        const _errs63 = errors;
                        const _errs64 = errors;
                        let valid8 = false;
                        const _errs65 = errors;
                        if (errors === _errs65) {
                          if (data27 && typeof data27 == "object" && !Array.isArray(data27)) {
                            if (data27.session !== void 0) {
                              let data28 = data27.session;
                              const _errs67 = errors;
                              if (errors === _errs67) {
                                if (data28 && typeof data28 == "object" && !Array.isArray(data28)) {
                                  const _errs69 = errors;
                                  for (const key3 in data28) {
                                    if (
                                      !func0.call(
                                        schema0.properties.initializationOptions.anyOf[0].properties
                                          .session.properties,
                                        key3,
                                      )
                                    ) {
                                      const err6 = {
                                        instancePath:
                                          instancePath + "/initializationOptions/session",
                                        schemaPath:
                                          "#/properties/initializationOptions/anyOf/0/properties/session/additionalProperties",
                                        keyword: "additionalProperties",
                                        params: { additionalProperty: key3 },
                                      };
                                      if (vErrors === null) {
                                        vErrors = [err6];
                                      } else {
                                        vErrors.push(err6);
                                      }
                                      errors++;
                                      break;
                                    }
                                  }
                                  if (_errs69 === errors) {
                                    if (data28.attach !== void 0) {
                                      let data29 = data28.attach;
                                      const _errs70 = errors;
                                      if (errors === _errs70) {
                                        if (typeof data29 === "string") {
                                          if (func1(data29) < 1) {
                                            const err7 = {
                                              instancePath:
                                                instancePath +
                                                "/initializationOptions/session/attach",
                                              schemaPath:
                                                "#/properties/initializationOptions/anyOf/0/properties/session/properties/attach/minLength",
                                              keyword: "minLength",
                                              params: { limit: 1 },
                                            };
                                            if (vErrors === null) {
                                              vErrors = [err7];
                                            } else {
                                              vErrors.push(err7);
                                            }
                                            errors++;
                                          }
                                        } else {
                                          const err8 = {
                                            instancePath:
                                              instancePath +
                                              "/initializationOptions/session/attach",
                                            schemaPath:
                                              "#/properties/initializationOptions/anyOf/0/properties/session/properties/attach/type",
                                            keyword: "type",
                                            params: { type: "string" },
                                          };
                                          if (vErrors === null) {
                                            vErrors = [err8];
                                          } else {
                                            vErrors.push(err8);
                                          }
                                          errors++;
                                        }
                                      }
                                      var valid10 = _errs70 === errors;
                                    } else {
                                      var valid10 = true;
                                    }
                                    if (valid10) {
                                      if (data28.sinceSeq !== void 0) {
                                        let data30 = data28.sinceSeq;
                                        const _errs72 = errors;
                                        if (!(
                                          typeof data30 == "number" &&
                                          !(data30 % 1) &&
                                          !isNaN(data30) &&
                                          isFinite(data30)
                                        )) {
                                          const err9 = {
                                            instancePath:
                                              instancePath +
                                              "/initializationOptions/session/sinceSeq",
                                            schemaPath:
                                              "#/properties/initializationOptions/anyOf/0/properties/session/properties/sinceSeq/type",
                                            keyword: "type",
                                            params: { type: "integer" },
                                          };
                                          if (vErrors === null) {
                                            vErrors = [err9];
                                          } else {
                                            vErrors.push(err9);
                                          }
                                          errors++;
                                        }
                                        if (errors === _errs72) {
                                          if (typeof data30 == "number" && isFinite(data30)) {
                                            if (data30 < 0 || isNaN(data30)) {
                                              const err10 = {
                                                instancePath:
                                                  instancePath +
                                                  "/initializationOptions/session/sinceSeq",
                                                schemaPath:
                                                  "#/properties/initializationOptions/anyOf/0/properties/session/properties/sinceSeq/minimum",
                                                keyword: "minimum",
                                                params: { comparison: ">=", limit: 0 },
                                              };
                                              if (vErrors === null) {
                                                vErrors = [err10];
                                              } else {
                                                vErrors.push(err10);
                                              }
                                              errors++;
                                            }
                                          }
                                        }
                                        var valid10 = _errs72 === errors;
                                      } else {
                                        var valid10 = true;
                                      }
                                      if (valid10) {
                                        if (data28.name !== void 0) {
                                          const _errs74 = errors;
                                          if (typeof data28.name !== "string") {
                                            const err11 = {
                                              instancePath:
                                                instancePath +
                                                "/initializationOptions/session/name",
                                              schemaPath:
                                                "#/properties/initializationOptions/anyOf/0/properties/session/properties/name/type",
                                              keyword: "type",
                                              params: { type: "string" },
                                            };
                                            if (vErrors === null) {
                                              vErrors = [err11];
                                            } else {
                                              vErrors.push(err11);
                                            }
                                            errors++;
                                          }
                                          var valid10 = _errs74 === errors;
                                        } else {
                                          var valid10 = true;
                                        }
                                        if (valid10) {
                                          if (data28.cwd !== void 0) {
                                            const _errs76 = errors;
                                            if (typeof data28.cwd !== "string") {
                                              const err12 = {
                                                instancePath:
                                                  instancePath +
                                                  "/initializationOptions/session/cwd",
                                                schemaPath:
                                                  "#/properties/initializationOptions/anyOf/0/properties/session/properties/cwd/type",
                                                keyword: "type",
                                                params: { type: "string" },
                                              };
                                              if (vErrors === null) {
                                                vErrors = [err12];
                                              } else {
                                                vErrors.push(err12);
                                              }
                                              errors++;
                                            }
                                            var valid10 = _errs76 === errors;
                                          } else {
                                            var valid10 = true;
                                          }
                                          if (valid10) {
                                            if (data28.env !== void 0) {
                                              let data33 = data28.env;
                                              const _errs78 = errors;
                                              if (errors === _errs78) {
                                                if (
                                                  data33 &&
                                                  typeof data33 == "object" &&
                                                  !Array.isArray(data33)
                                                ) {
                                                  for (const key4 in data33) {
                                                    const _errs81 = errors;
                                                    if (typeof data33[key4] !== "string") {
                                                      const err13 = {
                                                        instancePath:
                                                          instancePath +
                                                          "/initializationOptions/session/env/" +
                                                          key4
                                                            .replace(/~/g, "~0")
                                                            .replace(/\//g, "~1"),
                                                        schemaPath:
                                                          "#/properties/initializationOptions/anyOf/0/properties/session/properties/env/additionalProperties/type",
                                                        keyword: "type",
                                                        params: { type: "string" },
                                                      };
                                                      if (vErrors === null) {
                                                        vErrors = [err13];
                                                      } else {
                                                        vErrors.push(err13);
                                                      }
                                                      errors++;
                                                    }
                                                    var valid11 = _errs81 === errors;
                                                    if (!valid11) {
                                                      break;
                                                    }
                                                  }
                                                } else {
                                                  const err14 = {
                                                    instancePath:
                                                      instancePath +
                                                      "/initializationOptions/session/env",
                                                    schemaPath:
                                                      "#/properties/initializationOptions/anyOf/0/properties/session/properties/env/type",
                                                    keyword: "type",
                                                    params: { type: "object" },
                                                  };
                                                  if (vErrors === null) {
                                                    vErrors = [err14];
                                                  } else {
                                                    vErrors.push(err14);
                                                  }
                                                  errors++;
                                                }
                                              }
                                              var valid10 = _errs78 === errors;
                                            } else {
                                              var valid10 = true;
                                            }
                                            if (valid10) {
                                              if (data28.languageId !== void 0) {
                                                let data35 = data28.languageId;
                                                const _errs83 = errors;
                                                if (!(
                                                  data35 === "typescript" || data35 === "javascript"
                                                )) {
                                                  const err15 = {
                                                    instancePath:
                                                      instancePath +
                                                      "/initializationOptions/session/languageId",
                                                    schemaPath:
                                                      "#/properties/initializationOptions/anyOf/0/properties/session/properties/languageId/enum",
                                                    keyword: "enum",
                                                    params: {
                                                      allowedValues:
                                                        schema0.properties.initializationOptions
                                                          .anyOf[0].properties.session.properties
                                                          .languageId.enum,
                                                    },
                                                  };
                                                  if (vErrors === null) {
                                                    vErrors = [err15];
                                                  } else {
                                                    vErrors.push(err15);
                                                  }
                                                  errors++;
                                                }
                                                var valid10 = _errs83 === errors;
                                              } else {
                                                var valid10 = true;
                                              }
                                              if (valid10) {
                                                if (data28.autoawait !== void 0) {
                                                  const _errs84 = errors;
                                                  if (typeof data28.autoawait !== "boolean") {
                                                    const err16 = {
                                                      instancePath:
                                                        instancePath +
                                                        "/initializationOptions/session/autoawait",
                                                      schemaPath:
                                                        "#/properties/initializationOptions/anyOf/0/properties/session/properties/autoawait/type",
                                                      keyword: "type",
                                                      params: { type: "boolean" },
                                                    };
                                                    if (vErrors === null) {
                                                      vErrors = [err16];
                                                    } else {
                                                      vErrors.push(err16);
                                                    }
                                                    errors++;
                                                  }
                                                  var valid10 = _errs84 === errors;
                                                } else {
                                                  var valid10 = true;
                                                }
                                                if (valid10) {
                                                  if (data28.runner !== void 0) {
                                                    const _errs86 = errors;
                                                    if (typeof data28.runner !== "string") {
                                                      const err17 = {
                                                        instancePath:
                                                          instancePath +
                                                          "/initializationOptions/session/runner",
                                                        schemaPath:
                                                          "#/properties/initializationOptions/anyOf/0/properties/session/properties/runner/type",
                                                        keyword: "type",
                                                        params: { type: "string" },
                                                      };
                                                      if (vErrors === null) {
                                                        vErrors = [err17];
                                                      } else {
                                                        vErrors.push(err17);
                                                      }
                                                      errors++;
                                                    }
                                                    var valid10 = _errs86 === errors;
                                                  } else {
                                                    var valid10 = true;
                                                  }
                                                  if (valid10) {
                                                    if (data28.loopPolicy !== void 0) {
                                                      let data38 = data28.loopPolicy;
                                                      const _errs88 = errors;
                                                      if (!(
                                                        data38 === "persistent" ||
                                                        data38 === "perCell"
                                                      )) {
                                                        const err18 = {
                                                          instancePath:
                                                            instancePath +
                                                            "/initializationOptions/session/loopPolicy",
                                                          schemaPath:
                                                            "#/properties/initializationOptions/anyOf/0/properties/session/properties/loopPolicy/enum",
                                                          keyword: "enum",
                                                          params: {
                                                            allowedValues:
                                                              schema0.properties
                                                                .initializationOptions.anyOf[0]
                                                                .properties.session.properties
                                                                .loopPolicy.enum,
                                                          },
                                                        };
                                                        if (vErrors === null) {
                                                          vErrors = [err18];
                                                        } else {
                                                          vErrors.push(err18);
                                                        }
                                                        errors++;
                                                      }
                                                      var valid10 = _errs88 === errors;
                                                    } else {
                                                      var valid10 = true;
                                                    }
                                                    if (valid10) {
                                                      if (data28.history !== void 0) {
                                                        const _errs89 = errors;
                                                        if (typeof data28.history !== "boolean") {
                                                          const err19 = {
                                                            instancePath:
                                                              instancePath +
                                                              "/initializationOptions/session/history",
                                                            schemaPath:
                                                              "#/properties/initializationOptions/anyOf/0/properties/session/properties/history/type",
                                                            keyword: "type",
                                                            params: { type: "boolean" },
                                                          };
                                                          if (vErrors === null) {
                                                            vErrors = [err19];
                                                          } else {
                                                            vErrors.push(err19);
                                                          }
                                                          errors++;
                                                        }
                                                        var valid10 = _errs89 === errors;
                                                      } else {
                                                        var valid10 = true;
                                                      }
                                                      if (valid10) {
                                                        if (data28.limits !== void 0) {
                                                          let data40 = data28.limits;
                                                          const _errs91 = errors;
                                                          if (errors === _errs91) {
                                                            if (
                                                              data40 &&
                                                              typeof data40 == "object" &&
                                                              !Array.isArray(data40)
                                                            ) {
                                                              const _errs93 = errors;
                                                              for (const key5 in data40) {
                                                                if (!(
                                                                  key5 === "memoryMb" ||
                                                                  key5 === "cellTimeoutMs" ||
                                                                  key5 === "outputBytesPerCell" ||
                                                                  key5 === "idleTtlMs"
                                                                )) {
                                                                  const err20 = {
                                                                    instancePath:
                                                                      instancePath +
                                                                      "/initializationOptions/session/limits",
                                                                    schemaPath:
                                                                      "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/additionalProperties",
                                                                    keyword: "additionalProperties",
                                                                    params: {
                                                                      additionalProperty: key5,
                                                                    },
                                                                  };
                                                                  if (vErrors === null) {
                                                                    vErrors = [err20];
                                                                  } else {
                                                                    vErrors.push(err20);
                                                                  }
                                                                  errors++;
                                                                  break;
                                                                }
                                                              }
                                                              if (_errs93 === errors) {
                                                                if (data40.memoryMb !== void 0) {
                                                                  let data41 = data40.memoryMb;
                                                                  const _errs94 = errors;
                                                                  if (!(
                                                                    typeof data41 == "number" &&
                                                                    !(data41 % 1) &&
                                                                    !isNaN(data41) &&
                                                                    isFinite(data41)
                                                                  )) {
                                                                    const err21 = {
                                                                      instancePath:
                                                                        instancePath +
                                                                        "/initializationOptions/session/limits/memoryMb",
                                                                      schemaPath:
                                                                        "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/properties/memoryMb/type",
                                                                      keyword: "type",
                                                                      params: { type: "integer" },
                                                                    };
                                                                    if (vErrors === null) {
                                                                      vErrors = [err21];
                                                                    } else {
                                                                      vErrors.push(err21);
                                                                    }
                                                                    errors++;
                                                                  }
                                                                  if (errors === _errs94) {
                                                                    if (
                                                                      typeof data41 == "number" &&
                                                                      isFinite(data41)
                                                                    ) {
                                                                      if (
                                                                        data41 < 16 ||
                                                                        isNaN(data41)
                                                                      ) {
                                                                        const err22 = {
                                                                          instancePath:
                                                                            instancePath +
                                                                            "/initializationOptions/session/limits/memoryMb",
                                                                          schemaPath:
                                                                            "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/properties/memoryMb/minimum",
                                                                          keyword: "minimum",
                                                                          params: {
                                                                            comparison: ">=",
                                                                            limit: 16,
                                                                          },
                                                                        };
                                                                        if (vErrors === null) {
                                                                          vErrors = [err22];
                                                                        } else {
                                                                          vErrors.push(err22);
                                                                        }
                                                                        errors++;
                                                                      }
                                                                    }
                                                                  }
                                                                  var valid12 = _errs94 === errors;
                                                                } else {
                                                                  var valid12 = true;
                                                                }
                                                                if (valid12) {
                                                                  if (
                                                                    data40.cellTimeoutMs !== void 0
                                                                  ) {
                                                                    let data42 =
                                                                      data40.cellTimeoutMs;
                                                                    const _errs96 = errors;
                                                                    if (errors === _errs96) {
                                                                      if (
                                                                        typeof data42 == "number" &&
                                                                        isFinite(data42)
                                                                      ) {
                                                                        if (
                                                                          data42 <= 0 ||
                                                                          isNaN(data42)
                                                                        ) {
                                                                          const err23 = {
                                                                            instancePath:
                                                                              instancePath +
                                                                              "/initializationOptions/session/limits/cellTimeoutMs",
                                                                            schemaPath:
                                                                              "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/properties/cellTimeoutMs/exclusiveMinimum",
                                                                            keyword:
                                                                              "exclusiveMinimum",
                                                                            params: {
                                                                              comparison: ">",
                                                                              limit: 0,
                                                                            },
                                                                          };
                                                                          if (vErrors === null) {
                                                                            vErrors = [err23];
                                                                          } else {
                                                                            vErrors.push(err23);
                                                                          }
                                                                          errors++;
                                                                        }
                                                                      } else {
                                                                        const err24 = {
                                                                          instancePath:
                                                                            instancePath +
                                                                            "/initializationOptions/session/limits/cellTimeoutMs",
                                                                          schemaPath:
                                                                            "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/properties/cellTimeoutMs/type",
                                                                          keyword: "type",
                                                                          params: {
                                                                            type: "number",
                                                                          },
                                                                        };
                                                                        if (vErrors === null) {
                                                                          vErrors = [err24];
                                                                        } else {
                                                                          vErrors.push(err24);
                                                                        }
                                                                        errors++;
                                                                      }
                                                                    }
                                                                    var valid12 =
                                                                      _errs96 === errors;
                                                                  } else {
                                                                    var valid12 = true;
                                                                  }
                                                                  if (valid12) {
                                                                    if (
                                                                      data40.outputBytesPerCell !==
                                                                      void 0
                                                                    ) {
                                                                      let data43 =
                                                                        data40.outputBytesPerCell;
                                                                      const _errs98 = errors;
                                                                      if (!(
                                                                        typeof data43 == "number" &&
                                                                        !(data43 % 1) &&
                                                                        !isNaN(data43) &&
                                                                        isFinite(data43)
                                                                      )) {
                                                                        const err25 = {
                                                                          instancePath:
                                                                            instancePath +
                                                                            "/initializationOptions/session/limits/outputBytesPerCell",
                                                                          schemaPath:
                                                                            "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/properties/outputBytesPerCell/type",
                                                                          keyword: "type",
                                                                          params: {
                                                                            type: "integer",
                                                                          },
                                                                        };
                                                                        if (vErrors === null) {
                                                                          vErrors = [err25];
                                                                        } else {
                                                                          vErrors.push(err25);
                                                                        }
                                                                        errors++;
                                                                      }
                                                                      if (errors === _errs98) {
                                                                        if (
                                                                          typeof data43 ==
                                                                            "number" &&
                                                                          isFinite(data43)
                                                                        ) {
                                                                          if (
                                                                            data43 < 0 ||
                                                                            isNaN(data43)
                                                                          ) {
                                                                            const err26 = {
                                                                              instancePath:
                                                                                instancePath +
                                                                                "/initializationOptions/session/limits/outputBytesPerCell",
                                                                              schemaPath:
                                                                                "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/properties/outputBytesPerCell/minimum",
                                                                              keyword: "minimum",
                                                                              params: {
                                                                                comparison: ">=",
                                                                                limit: 0,
                                                                              },
                                                                            };
                                                                            if (vErrors === null) {
                                                                              vErrors = [err26];
                                                                            } else {
                                                                              vErrors.push(err26);
                                                                            }
                                                                            errors++;
                                                                          }
                                                                        }
                                                                      }
                                                                      var valid12 =
                                                                        _errs98 === errors;
                                                                    } else {
                                                                      var valid12 = true;
                                                                    }
                                                                    if (valid12) {
                                                                      if (
                                                                        data40.idleTtlMs !== void 0
                                                                      ) {
                                                                        let data44 =
                                                                          data40.idleTtlMs;
                                                                        const _errs100 = errors;
                                                                        if (errors === _errs100) {
                                                                          if (
                                                                            typeof data44 ==
                                                                              "number" &&
                                                                            isFinite(data44)
                                                                          ) {
                                                                            if (
                                                                              data44 < 0 ||
                                                                              isNaN(data44)
                                                                            ) {
                                                                              const err27 = {
                                                                                instancePath:
                                                                                  instancePath +
                                                                                  "/initializationOptions/session/limits/idleTtlMs",
                                                                                schemaPath:
                                                                                  "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/properties/idleTtlMs/minimum",
                                                                                keyword: "minimum",
                                                                                params: {
                                                                                  comparison: ">=",
                                                                                  limit: 0,
                                                                                },
                                                                              };
                                                                              if (
                                                                                vErrors === null
                                                                              ) {
                                                                                vErrors = [err27];
                                                                              } else {
                                                                                vErrors.push(err27);
                                                                              }
                                                                              errors++;
                                                                            }
                                                                          } else {
                                                                            const err28 = {
                                                                              instancePath:
                                                                                instancePath +
                                                                                "/initializationOptions/session/limits/idleTtlMs",
                                                                              schemaPath:
                                                                                "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/properties/idleTtlMs/type",
                                                                              keyword: "type",
                                                                              params: {
                                                                                type: "number",
                                                                              },
                                                                            };
                                                                            if (vErrors === null) {
                                                                              vErrors = [err28];
                                                                            } else {
                                                                              vErrors.push(err28);
                                                                            }
                                                                            errors++;
                                                                          }
                                                                        }
                                                                        var valid12 =
                                                                          _errs100 === errors;
                                                                      } else {
                                                                        var valid12 = true;
                                                                      }
                                                                    }
                                                                  }
                                                                }
                                                              }
                                                            } else {
                                                              const err29 = {
                                                                instancePath:
                                                                  instancePath +
                                                                  "/initializationOptions/session/limits",
                                                                schemaPath:
                                                                  "#/properties/initializationOptions/anyOf/0/properties/session/properties/limits/type",
                                                                keyword: "type",
                                                                params: { type: "object" },
                                                              };
                                                              if (vErrors === null) {
                                                                vErrors = [err29];
                                                              } else {
                                                                vErrors.push(err29);
                                                              }
                                                              errors++;
                                                            }
                                                          }
                                                          var valid10 = _errs91 === errors;
                                                        } else {
                                                          var valid10 = true;
                                                        }
                                                      }
                                                    }
                                                  }
                                                }
                                              }
                                            }
                                          }
                                        }
                                      }
                                    }
                                  }
                                } else {
                                  const err30 = {
                                    instancePath: instancePath + "/initializationOptions/session",
                                    schemaPath:
                                      "#/properties/initializationOptions/anyOf/0/properties/session/type",
                                    keyword: "type",
                                    params: { type: "object" },
                                  };
                                  if (vErrors === null) {
                                    vErrors = [err30];
                                  } else {
                                    vErrors.push(err30);
                                  }
                                  errors++;
                                }
                              }
                            }
                          } else {
                            const err31 = {
                              instancePath: instancePath + "/initializationOptions",
                              schemaPath: "#/properties/initializationOptions/anyOf/0/type",
                              keyword: "type",
                              params: { type: "object" },
                            };
                            if (vErrors === null) {
                              vErrors = [err31];
                            } else {
                              vErrors.push(err31);
                            }
                            errors++;
                          }
                        }
                        var _valid2 = _errs65 === errors;
                        valid8 = valid8 || _valid2;
                        if (!valid8) {
                          const _errs102 = errors;
                          if (data27 !== null) {
                            const err32 = {
                              instancePath: instancePath + "/initializationOptions",
                              schemaPath: "#/properties/initializationOptions/anyOf/1/type",
                              keyword: "type",
                              params: { type: "null" },
                            };
                            if (vErrors === null) {
                              vErrors = [err32];
                            } else {
                              vErrors.push(err32);
                            }
                            errors++;
                          }
                          var _valid2 = _errs102 === errors;
                          valid8 = valid8 || _valid2;
                        }
                        if (!valid8) {
                          const err33 = {
                            instancePath: instancePath + "/initializationOptions",
                            schemaPath: "#/properties/initializationOptions/anyOf",
                            keyword: "anyOf",
                            params: {},
                          };
                          if (vErrors === null) {
                            vErrors = [err33];
                          } else {
                            vErrors.push(err33);
                          }
                          errors++;
                          validate0.errors = vErrors;
                          return false;
                        } else {
                          errors = _errs64;
                          if (vErrors !== null) {
                            if (_errs64) {
                              vErrors.length = _errs64;
                            } else {
                              vErrors = null;
                            }
                          }
                        }
                        var valid0 = _errs63 === errors;
                      } else {
                        var valid0 = true;
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate0.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate0.errors = vErrors;
  return errors === 0;
}
var check1 = validate1;
function validate1(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (!(data && typeof data == "object" && !Array.isArray(data))) {
      validate1.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate1.errors = vErrors;
  return errors === 0;
}
var check2 = validate2;
var schema2 = {
  type: "object",
  required: ["code"],
  properties: {
    code: { type: "string", description: "The cell's text." },
    sessionId: { type: "string", minLength: 1, description: "Names a session of this daemon." },
    executionId: {
      type: "string",
      minLength: 1,
      description: "Names one execution; unique in its session.",
    },
    cellId: {
      type: "string",
      description: "The client's own name for the cell; comes back in frames.",
    },
    languageId: { enum: ["typescript", "javascript"] },
    timeoutMs: {
      type: "number",
      exclusiveMinimum: 0,
      description: "Counted from the start of the cell; then it ends with the status `timeout`.",
    },
    silent: {
      type: "boolean",
      default: false,
      description: "Counts as no execution: no number, no history.",
    },
    storeHistory: { type: "boolean", description: "Defaults to the opposite of `silent`." },
    stopOnError: {
      type: "boolean",
      default: true,
      description: "When this cell fails, those that wait behind it are `aborted`.",
    },
    allowStdin: {
      type: "boolean",
      default: false,
      description: "The cell may ask this client for input, by `input/request`.",
    },
    userExpressions: {
      type: "object",
      description: "Name \u2192 expression, evaluated after the cell.",
      additionalProperties: { type: "string" },
    },
    display: {
      enum: ["last", "all", "none"],
      description:
        "Which expression statements of the cell's top level are shown: the one that its value is, as `result`; with `all`, those before it too, as outputs; none.",
    },
    detach: {
      type: "boolean",
      default: false,
      description: "The execution outlives its client: an abandoned session waits for it.",
    },
  },
  additionalProperties: false,
};
function validate2(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.code === void 0 && (missing0 = "code")) {
        validate2.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!func0.call(schema2.properties, key0)) {
            validate2.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.code !== void 0) {
            const _errs2 = errors;
            if (typeof data.code !== "string") {
              validate2.errors = [
                {
                  instancePath: instancePath + "/code",
                  schemaPath: "#/properties/code/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.sessionId !== void 0) {
              let data1 = data.sessionId;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data1 === "string") {
                  if (func1(data1) < 1) {
                    validate2.errors = [
                      {
                        instancePath: instancePath + "/sessionId",
                        schemaPath: "#/properties/sessionId/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                      },
                    ];
                    return false;
                  }
                } else {
                  validate2.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.executionId !== void 0) {
                let data2 = data.executionId;
                const _errs6 = errors;
                if (errors === _errs6) {
                  if (typeof data2 === "string") {
                    if (func1(data2) < 1) {
                      validate2.errors = [
                        {
                          instancePath: instancePath + "/executionId",
                          schemaPath: "#/properties/executionId/minLength",
                          keyword: "minLength",
                          params: { limit: 1 },
                        },
                      ];
                      return false;
                    }
                  } else {
                    validate2.errors = [
                      {
                        instancePath: instancePath + "/executionId",
                        schemaPath: "#/properties/executionId/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.cellId !== void 0) {
                  const _errs8 = errors;
                  if (typeof data.cellId !== "string") {
                    validate2.errors = [
                      {
                        instancePath: instancePath + "/cellId",
                        schemaPath: "#/properties/cellId/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                  var valid0 = _errs8 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.languageId !== void 0) {
                    let data4 = data.languageId;
                    const _errs10 = errors;
                    if (!(data4 === "typescript" || data4 === "javascript")) {
                      validate2.errors = [
                        {
                          instancePath: instancePath + "/languageId",
                          schemaPath: "#/properties/languageId/enum",
                          keyword: "enum",
                          params: { allowedValues: schema2.properties.languageId.enum },
                        },
                      ];
                      return false;
                    }
                    var valid0 = _errs10 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.timeoutMs !== void 0) {
                      let data5 = data.timeoutMs;
                      const _errs11 = errors;
                      if (errors === _errs11) {
                        if (typeof data5 == "number" && isFinite(data5)) {
                          if (data5 <= 0 || isNaN(data5)) {
                            validate2.errors = [
                              {
                                instancePath: instancePath + "/timeoutMs",
                                schemaPath: "#/properties/timeoutMs/exclusiveMinimum",
                                keyword: "exclusiveMinimum",
                                params: { comparison: ">", limit: 0 },
                              },
                            ];
                            return false;
                          }
                        } else {
                          validate2.errors = [
                            {
                              instancePath: instancePath + "/timeoutMs",
                              schemaPath: "#/properties/timeoutMs/type",
                              keyword: "type",
                              params: { type: "number" },
                            },
                          ];
                          return false;
                        }
                      }
                      var valid0 = _errs11 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.silent !== void 0) {
                        const _errs13 = errors;
                        if (typeof data.silent !== "boolean") {
                          validate2.errors = [
                            {
                              instancePath: instancePath + "/silent",
                              schemaPath: "#/properties/silent/type",
                              keyword: "type",
                              params: { type: "boolean" },
                            },
                          ];
                          return false;
                        }
                        var valid0 = _errs13 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.storeHistory !== void 0) {
                          const _errs15 = errors;
                          if (typeof data.storeHistory !== "boolean") {
                            validate2.errors = [
                              {
                                instancePath: instancePath + "/storeHistory",
                                schemaPath: "#/properties/storeHistory/type",
                                keyword: "type",
                                params: { type: "boolean" },
                              },
                            ];
                            return false;
                          }
                          var valid0 = _errs15 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.stopOnError !== void 0) {
                            const _errs17 = errors;
                            if (typeof data.stopOnError !== "boolean") {
                              validate2.errors = [
                                {
                                  instancePath: instancePath + "/stopOnError",
                                  schemaPath: "#/properties/stopOnError/type",
                                  keyword: "type",
                                  params: { type: "boolean" },
                                },
                              ];
                              return false;
                            }
                            var valid0 = _errs17 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.allowStdin !== void 0) {
                              const _errs19 = errors;
                              if (typeof data.allowStdin !== "boolean") {
                                validate2.errors = [
                                  {
                                    instancePath: instancePath + "/allowStdin",
                                    schemaPath: "#/properties/allowStdin/type",
                                    keyword: "type",
                                    params: { type: "boolean" },
                                  },
                                ];
                                return false;
                              }
                              var valid0 = _errs19 === errors;
                            } else {
                              var valid0 = true;
                            }
                            if (valid0) {
                              if (data.userExpressions !== void 0) {
                                let data10 = data.userExpressions;
                                const _errs21 = errors;
                                if (errors === _errs21) {
                                  if (
                                    data10 &&
                                    typeof data10 == "object" &&
                                    !Array.isArray(data10)
                                  ) {
                                    for (const key1 in data10) {
                                      const _errs24 = errors;
                                      if (typeof data10[key1] !== "string") {
                                        validate2.errors = [
                                          {
                                            instancePath:
                                              instancePath +
                                              "/userExpressions/" +
                                              key1.replace(/~/g, "~0").replace(/\//g, "~1"),
                                            schemaPath:
                                              "#/properties/userExpressions/additionalProperties/type",
                                            keyword: "type",
                                            params: { type: "string" },
                                          },
                                        ];
                                        return false;
                                      }
                                      var valid1 = _errs24 === errors;
                                      if (!valid1) {
                                        break;
                                      }
                                    }
                                  } else {
                                    validate2.errors = [
                                      {
                                        instancePath: instancePath + "/userExpressions",
                                        schemaPath: "#/properties/userExpressions/type",
                                        keyword: "type",
                                        params: { type: "object" },
                                      },
                                    ];
                                    return false;
                                  }
                                }
                                var valid0 = _errs21 === errors;
                              } else {
                                var valid0 = true;
                              }
                              if (valid0) {
                                if (data.display !== void 0) {
                                  let data12 = data.display;
                                  const _errs26 = errors;
                                  if (!(
                                    data12 === "last" ||
                                    data12 === "all" ||
                                    data12 === "none"
                                  )) {
                                    validate2.errors = [
                                      {
                                        instancePath: instancePath + "/display",
                                        schemaPath: "#/properties/display/enum",
                                        keyword: "enum",
                                        params: { allowedValues: schema2.properties.display.enum },
                                      },
                                    ];
                                    return false;
                                  }
                                  var valid0 = _errs26 === errors;
                                } else {
                                  var valid0 = true;
                                }
                                if (valid0) {
                                  if (data.detach !== void 0) {
                                    const _errs27 = errors;
                                    if (typeof data.detach !== "boolean") {
                                      validate2.errors = [
                                        {
                                          instancePath: instancePath + "/detach",
                                          schemaPath: "#/properties/detach/type",
                                          keyword: "type",
                                          params: { type: "boolean" },
                                        },
                                      ];
                                      return false;
                                    }
                                    var valid0 = _errs27 === errors;
                                  } else {
                                    var valid0 = true;
                                  }
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate2.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate2.errors = vErrors;
  return errors === 0;
}
var check3 = validate3;
var schema3 = {
  type: "object",
  properties: {
    sessionId: { type: "string", minLength: 1, description: "Names a session of this daemon." },
    executionId: {
      type: "string",
      minLength: 1,
      description: "Names one execution; unique in its session.",
    },
    mode: {
      enum: ["graceful", "terminate", "restart"],
      description: "Where on the ladder to begin; `graceful` when left out.",
    },
    clearQueue: { type: "boolean", default: true, description: "What waits becomes `aborted`." },
  },
  additionalProperties: false,
};
function validate3(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(
          key0 === "sessionId" ||
          key0 === "executionId" ||
          key0 === "mode" ||
          key0 === "clearQueue"
        )) {
          validate3.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.sessionId !== void 0) {
          let data0 = data.sessionId;
          const _errs2 = errors;
          if (errors === _errs2) {
            if (typeof data0 === "string") {
              if (func1(data0) < 1) {
                validate3.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/minLength",
                    keyword: "minLength",
                    params: { limit: 1 },
                  },
                ];
                return false;
              }
            } else {
              validate3.errors = [
                {
                  instancePath: instancePath + "/sessionId",
                  schemaPath: "#/properties/sessionId/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.executionId !== void 0) {
            let data1 = data.executionId;
            const _errs4 = errors;
            if (errors === _errs4) {
              if (typeof data1 === "string") {
                if (func1(data1) < 1) {
                  validate3.errors = [
                    {
                      instancePath: instancePath + "/executionId",
                      schemaPath: "#/properties/executionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate3.errors = [
                  {
                    instancePath: instancePath + "/executionId",
                    schemaPath: "#/properties/executionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.mode !== void 0) {
              let data2 = data.mode;
              const _errs6 = errors;
              if (!(data2 === "graceful" || data2 === "terminate" || data2 === "restart")) {
                validate3.errors = [
                  {
                    instancePath: instancePath + "/mode",
                    schemaPath: "#/properties/mode/enum",
                    keyword: "enum",
                    params: { allowedValues: schema3.properties.mode.enum },
                  },
                ];
                return false;
              }
              var valid0 = _errs6 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.clearQueue !== void 0) {
                const _errs7 = errors;
                if (typeof data.clearQueue !== "boolean") {
                  validate3.errors = [
                    {
                      instancePath: instancePath + "/clearQueue",
                      schemaPath: "#/properties/clearQueue/type",
                      keyword: "type",
                      params: { type: "boolean" },
                    },
                  ];
                  return false;
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate3.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate3.errors = vErrors;
  return errors === 0;
}
var check4 = validate4;
function validate4(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.code === void 0 && (missing0 = "code")) ||
        (data.cursor === void 0 && (missing0 = "cursor"))
      ) {
        validate4.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "code" || key0 === "cursor" || key0 === "sessionId")) {
            validate4.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.code !== void 0) {
            const _errs2 = errors;
            if (typeof data.code !== "string") {
              validate4.errors = [
                {
                  instancePath: instancePath + "/code",
                  schemaPath: "#/properties/code/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.cursor !== void 0) {
              let data1 = data.cursor;
              const _errs4 = errors;
              if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
                validate4.errors = [
                  {
                    instancePath: instancePath + "/cursor",
                    schemaPath: "#/properties/cursor/type",
                    keyword: "type",
                    params: { type: "integer" },
                  },
                ];
                return false;
              }
              if (errors === _errs4) {
                if (typeof data1 == "number" && isFinite(data1)) {
                  if (data1 < 0 || isNaN(data1)) {
                    validate4.errors = [
                      {
                        instancePath: instancePath + "/cursor",
                        schemaPath: "#/properties/cursor/minimum",
                        keyword: "minimum",
                        params: { comparison: ">=", limit: 0 },
                      },
                    ];
                    return false;
                  }
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.sessionId !== void 0) {
                let data2 = data.sessionId;
                const _errs6 = errors;
                if (errors === _errs6) {
                  if (typeof data2 === "string") {
                    if (func1(data2) < 1) {
                      validate4.errors = [
                        {
                          instancePath: instancePath + "/sessionId",
                          schemaPath: "#/properties/sessionId/minLength",
                          keyword: "minLength",
                          params: { limit: 1 },
                        },
                      ];
                      return false;
                    }
                  } else {
                    validate4.errors = [
                      {
                        instancePath: instancePath + "/sessionId",
                        schemaPath: "#/properties/sessionId/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
            }
          }
        }
      }
    } else {
      validate4.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate4.errors = vErrors;
  return errors === 0;
}
var check5 = validate5;
function validate5(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.code === void 0 && (missing0 = "code")) {
        validate5.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "code" || key0 === "sessionId")) {
            validate5.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.code !== void 0) {
            const _errs2 = errors;
            if (typeof data.code !== "string") {
              validate5.errors = [
                {
                  instancePath: instancePath + "/code",
                  schemaPath: "#/properties/code/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.sessionId !== void 0) {
              let data1 = data.sessionId;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data1 === "string") {
                  if (func1(data1) < 1) {
                    validate5.errors = [
                      {
                        instancePath: instancePath + "/sessionId",
                        schemaPath: "#/properties/sessionId/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                      },
                    ];
                    return false;
                  }
                } else {
                  validate5.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate5.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate5.errors = vErrors;
  return errors === 0;
}
var check6 = validate6;
var schema6 = {
  type: "object",
  required: ["mode"],
  properties: {
    sessionId: { type: "string", minLength: 1, description: "Names a session of this daemon." },
    mode: {
      enum: ["tail", "range", "search"],
      description:
        "`tail`: the last `n` of all sessions; `range`: of one, from `start` to before `stop`; `search`: those whose text is like `pattern`.",
    },
    n: { type: "integer", minimum: 1, description: "How many, the last ones; 10 of a `tail`." },
    pattern: {
      type: "string",
      description: "Of the whole text: `*` any text, `?` a character, `[a-z]` one of these.",
    },
    session: {
      type: "integer",
      description: "As entries number them; 0 is this session, -1 the one before it, \u2026",
    },
    start: { type: "integer", minimum: 0, description: "1, if left out." },
    stop: { type: "integer", minimum: 0, description: "After the last, if left out." },
    output: { type: "boolean", default: false, description: "With what they gave." },
    unique: {
      type: "boolean",
      default: false,
      description: "Of cells with the same text the last alone.",
    },
  },
  additionalProperties: false,
};
function validate6(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.mode === void 0 && (missing0 = "mode")) {
        validate6.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!func0.call(schema6.properties, key0)) {
            validate6.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.sessionId !== void 0) {
            let data0 = data.sessionId;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func1(data0) < 1) {
                  validate6.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate6.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.mode !== void 0) {
              let data1 = data.mode;
              const _errs4 = errors;
              if (!(data1 === "tail" || data1 === "range" || data1 === "search")) {
                validate6.errors = [
                  {
                    instancePath: instancePath + "/mode",
                    schemaPath: "#/properties/mode/enum",
                    keyword: "enum",
                    params: { allowedValues: schema6.properties.mode.enum },
                  },
                ];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.n !== void 0) {
                let data2 = data.n;
                const _errs5 = errors;
                if (!(
                  typeof data2 == "number" &&
                  !(data2 % 1) &&
                  !isNaN(data2) &&
                  isFinite(data2)
                )) {
                  validate6.errors = [
                    {
                      instancePath: instancePath + "/n",
                      schemaPath: "#/properties/n/type",
                      keyword: "type",
                      params: { type: "integer" },
                    },
                  ];
                  return false;
                }
                if (errors === _errs5) {
                  if (typeof data2 == "number" && isFinite(data2)) {
                    if (data2 < 1 || isNaN(data2)) {
                      validate6.errors = [
                        {
                          instancePath: instancePath + "/n",
                          schemaPath: "#/properties/n/minimum",
                          keyword: "minimum",
                          params: { comparison: ">=", limit: 1 },
                        },
                      ];
                      return false;
                    }
                  }
                }
                var valid0 = _errs5 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.pattern !== void 0) {
                  const _errs7 = errors;
                  if (typeof data.pattern !== "string") {
                    validate6.errors = [
                      {
                        instancePath: instancePath + "/pattern",
                        schemaPath: "#/properties/pattern/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                  var valid0 = _errs7 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.session !== void 0) {
                    let data4 = data.session;
                    const _errs9 = errors;
                    if (!(
                      typeof data4 == "number" &&
                      !(data4 % 1) &&
                      !isNaN(data4) &&
                      isFinite(data4)
                    )) {
                      validate6.errors = [
                        {
                          instancePath: instancePath + "/session",
                          schemaPath: "#/properties/session/type",
                          keyword: "type",
                          params: { type: "integer" },
                        },
                      ];
                      return false;
                    }
                    var valid0 = _errs9 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.start !== void 0) {
                      let data5 = data.start;
                      const _errs11 = errors;
                      if (!(
                        typeof data5 == "number" &&
                        !(data5 % 1) &&
                        !isNaN(data5) &&
                        isFinite(data5)
                      )) {
                        validate6.errors = [
                          {
                            instancePath: instancePath + "/start",
                            schemaPath: "#/properties/start/type",
                            keyword: "type",
                            params: { type: "integer" },
                          },
                        ];
                        return false;
                      }
                      if (errors === _errs11) {
                        if (typeof data5 == "number" && isFinite(data5)) {
                          if (data5 < 0 || isNaN(data5)) {
                            validate6.errors = [
                              {
                                instancePath: instancePath + "/start",
                                schemaPath: "#/properties/start/minimum",
                                keyword: "minimum",
                                params: { comparison: ">=", limit: 0 },
                              },
                            ];
                            return false;
                          }
                        }
                      }
                      var valid0 = _errs11 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.stop !== void 0) {
                        let data6 = data.stop;
                        const _errs13 = errors;
                        if (!(
                          typeof data6 == "number" &&
                          !(data6 % 1) &&
                          !isNaN(data6) &&
                          isFinite(data6)
                        )) {
                          validate6.errors = [
                            {
                              instancePath: instancePath + "/stop",
                              schemaPath: "#/properties/stop/type",
                              keyword: "type",
                              params: { type: "integer" },
                            },
                          ];
                          return false;
                        }
                        if (errors === _errs13) {
                          if (typeof data6 == "number" && isFinite(data6)) {
                            if (data6 < 0 || isNaN(data6)) {
                              validate6.errors = [
                                {
                                  instancePath: instancePath + "/stop",
                                  schemaPath: "#/properties/stop/minimum",
                                  keyword: "minimum",
                                  params: { comparison: ">=", limit: 0 },
                                },
                              ];
                              return false;
                            }
                          }
                        }
                        var valid0 = _errs13 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.output !== void 0) {
                          const _errs15 = errors;
                          if (typeof data.output !== "boolean") {
                            validate6.errors = [
                              {
                                instancePath: instancePath + "/output",
                                schemaPath: "#/properties/output/type",
                                keyword: "type",
                                params: { type: "boolean" },
                              },
                            ];
                            return false;
                          }
                          var valid0 = _errs15 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.unique !== void 0) {
                            const _errs17 = errors;
                            if (typeof data.unique !== "boolean") {
                              validate6.errors = [
                                {
                                  instancePath: instancePath + "/unique",
                                  schemaPath: "#/properties/unique/type",
                                  keyword: "type",
                                  params: { type: "boolean" },
                                },
                              ];
                              return false;
                            }
                            var valid0 = _errs17 === errors;
                          } else {
                            var valid0 = true;
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate6.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate6.errors = vErrors;
  return errors === 0;
}
var check7 = validate7;
function validate7(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.textDocument === void 0 && (missing0 = "textDocument")) ||
        (data.position === void 0 && (missing0 = "position"))
      ) {
        validate7.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.textDocument !== void 0) {
          let data0 = data.textDocument;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
              let missing1;
              if (data0.uri === void 0 && (missing1 = "uri")) {
                validate7.errors = [
                  {
                    instancePath: instancePath + "/textDocument",
                    schemaPath: "#/properties/textDocument/required",
                    keyword: "required",
                    params: { missingProperty: missing1 },
                  },
                ];
                return false;
              } else {
                if (data0.uri !== void 0) {
                  if (typeof data0.uri !== "string") {
                    validate7.errors = [
                      {
                        instancePath: instancePath + "/textDocument/uri",
                        schemaPath: "#/properties/textDocument/properties/uri/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                }
              }
            } else {
              validate7.errors = [
                {
                  instancePath: instancePath + "/textDocument",
                  schemaPath: "#/properties/textDocument/type",
                  keyword: "type",
                  params: { type: "object" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.position !== void 0) {
            let data2 = data.position;
            const _errs5 = errors;
            if (errors === _errs5) {
              if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                let missing2;
                if (
                  (data2.line === void 0 && (missing2 = "line")) ||
                  (data2.character === void 0 && (missing2 = "character"))
                ) {
                  validate7.errors = [
                    {
                      instancePath: instancePath + "/position",
                      schemaPath: "#/properties/position/required",
                      keyword: "required",
                      params: { missingProperty: missing2 },
                    },
                  ];
                  return false;
                } else {
                  if (data2.line !== void 0) {
                    let data3 = data2.line;
                    const _errs7 = errors;
                    if (!(
                      typeof data3 == "number" &&
                      !(data3 % 1) &&
                      !isNaN(data3) &&
                      isFinite(data3)
                    )) {
                      validate7.errors = [
                        {
                          instancePath: instancePath + "/position/line",
                          schemaPath: "#/properties/position/properties/line/type",
                          keyword: "type",
                          params: { type: "integer" },
                        },
                      ];
                      return false;
                    }
                    if (errors === _errs7) {
                      if (typeof data3 == "number" && isFinite(data3)) {
                        if (data3 < 0 || isNaN(data3)) {
                          validate7.errors = [
                            {
                              instancePath: instancePath + "/position/line",
                              schemaPath: "#/properties/position/properties/line/minimum",
                              keyword: "minimum",
                              params: { comparison: ">=", limit: 0 },
                            },
                          ];
                          return false;
                        }
                      }
                    }
                    var valid2 = _errs7 === errors;
                  } else {
                    var valid2 = true;
                  }
                  if (valid2) {
                    if (data2.character !== void 0) {
                      let data4 = data2.character;
                      const _errs9 = errors;
                      if (!(
                        typeof data4 == "number" &&
                        !(data4 % 1) &&
                        !isNaN(data4) &&
                        isFinite(data4)
                      )) {
                        validate7.errors = [
                          {
                            instancePath: instancePath + "/position/character",
                            schemaPath: "#/properties/position/properties/character/type",
                            keyword: "type",
                            params: { type: "integer" },
                          },
                        ];
                        return false;
                      }
                      if (errors === _errs9) {
                        if (typeof data4 == "number" && isFinite(data4)) {
                          if (data4 < 0 || isNaN(data4)) {
                            validate7.errors = [
                              {
                                instancePath: instancePath + "/position/character",
                                schemaPath: "#/properties/position/properties/character/minimum",
                                keyword: "minimum",
                                params: { comparison: ">=", limit: 0 },
                              },
                            ];
                            return false;
                          }
                        }
                      }
                      var valid2 = _errs9 === errors;
                    } else {
                      var valid2 = true;
                    }
                  }
                }
              } else {
                validate7.errors = [
                  {
                    instancePath: instancePath + "/position",
                    schemaPath: "#/properties/position/type",
                    keyword: "type",
                    params: { type: "object" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs5 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.sessionId !== void 0) {
              let data5 = data.sessionId;
              const _errs11 = errors;
              if (errors === _errs11) {
                if (typeof data5 === "string") {
                  if (func1(data5) < 1) {
                    validate7.errors = [
                      {
                        instancePath: instancePath + "/sessionId",
                        schemaPath: "#/properties/sessionId/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                      },
                    ];
                    return false;
                  }
                } else {
                  validate7.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs11 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate7.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate7.errors = vErrors;
  return errors === 0;
}
var check8 = validate8;
function validate8(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.textDocument === void 0 && (missing0 = "textDocument")) ||
        (data.position === void 0 && (missing0 = "position"))
      ) {
        validate8.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.textDocument !== void 0) {
          let data0 = data.textDocument;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
              let missing1;
              if (data0.uri === void 0 && (missing1 = "uri")) {
                validate8.errors = [
                  {
                    instancePath: instancePath + "/textDocument",
                    schemaPath: "#/properties/textDocument/required",
                    keyword: "required",
                    params: { missingProperty: missing1 },
                  },
                ];
                return false;
              } else {
                if (data0.uri !== void 0) {
                  if (typeof data0.uri !== "string") {
                    validate8.errors = [
                      {
                        instancePath: instancePath + "/textDocument/uri",
                        schemaPath: "#/properties/textDocument/properties/uri/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                }
              }
            } else {
              validate8.errors = [
                {
                  instancePath: instancePath + "/textDocument",
                  schemaPath: "#/properties/textDocument/type",
                  keyword: "type",
                  params: { type: "object" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.position !== void 0) {
            let data2 = data.position;
            const _errs5 = errors;
            if (errors === _errs5) {
              if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                let missing2;
                if (
                  (data2.line === void 0 && (missing2 = "line")) ||
                  (data2.character === void 0 && (missing2 = "character"))
                ) {
                  validate8.errors = [
                    {
                      instancePath: instancePath + "/position",
                      schemaPath: "#/properties/position/required",
                      keyword: "required",
                      params: { missingProperty: missing2 },
                    },
                  ];
                  return false;
                } else {
                  if (data2.line !== void 0) {
                    let data3 = data2.line;
                    const _errs7 = errors;
                    if (!(
                      typeof data3 == "number" &&
                      !(data3 % 1) &&
                      !isNaN(data3) &&
                      isFinite(data3)
                    )) {
                      validate8.errors = [
                        {
                          instancePath: instancePath + "/position/line",
                          schemaPath: "#/properties/position/properties/line/type",
                          keyword: "type",
                          params: { type: "integer" },
                        },
                      ];
                      return false;
                    }
                    if (errors === _errs7) {
                      if (typeof data3 == "number" && isFinite(data3)) {
                        if (data3 < 0 || isNaN(data3)) {
                          validate8.errors = [
                            {
                              instancePath: instancePath + "/position/line",
                              schemaPath: "#/properties/position/properties/line/minimum",
                              keyword: "minimum",
                              params: { comparison: ">=", limit: 0 },
                            },
                          ];
                          return false;
                        }
                      }
                    }
                    var valid2 = _errs7 === errors;
                  } else {
                    var valid2 = true;
                  }
                  if (valid2) {
                    if (data2.character !== void 0) {
                      let data4 = data2.character;
                      const _errs9 = errors;
                      if (!(
                        typeof data4 == "number" &&
                        !(data4 % 1) &&
                        !isNaN(data4) &&
                        isFinite(data4)
                      )) {
                        validate8.errors = [
                          {
                            instancePath: instancePath + "/position/character",
                            schemaPath: "#/properties/position/properties/character/type",
                            keyword: "type",
                            params: { type: "integer" },
                          },
                        ];
                        return false;
                      }
                      if (errors === _errs9) {
                        if (typeof data4 == "number" && isFinite(data4)) {
                          if (data4 < 0 || isNaN(data4)) {
                            validate8.errors = [
                              {
                                instancePath: instancePath + "/position/character",
                                schemaPath: "#/properties/position/properties/character/minimum",
                                keyword: "minimum",
                                params: { comparison: ">=", limit: 0 },
                              },
                            ];
                            return false;
                          }
                        }
                      }
                      var valid2 = _errs9 === errors;
                    } else {
                      var valid2 = true;
                    }
                  }
                }
              } else {
                validate8.errors = [
                  {
                    instancePath: instancePath + "/position",
                    schemaPath: "#/properties/position/type",
                    keyword: "type",
                    params: { type: "object" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs5 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.sessionId !== void 0) {
              let data5 = data.sessionId;
              const _errs11 = errors;
              if (errors === _errs11) {
                if (typeof data5 === "string") {
                  if (func1(data5) < 1) {
                    validate8.errors = [
                      {
                        instancePath: instancePath + "/sessionId",
                        schemaPath: "#/properties/sessionId/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                      },
                    ];
                    return false;
                  }
                } else {
                  validate8.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs11 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate8.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate8.errors = vErrors;
  return errors === 0;
}
var check9 = validate9;
function validate9(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.textDocument === void 0 && (missing0 = "textDocument")) ||
        (data.position === void 0 && (missing0 = "position"))
      ) {
        validate9.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.textDocument !== void 0) {
          let data0 = data.textDocument;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
              let missing1;
              if (data0.uri === void 0 && (missing1 = "uri")) {
                validate9.errors = [
                  {
                    instancePath: instancePath + "/textDocument",
                    schemaPath: "#/properties/textDocument/required",
                    keyword: "required",
                    params: { missingProperty: missing1 },
                  },
                ];
                return false;
              } else {
                if (data0.uri !== void 0) {
                  if (typeof data0.uri !== "string") {
                    validate9.errors = [
                      {
                        instancePath: instancePath + "/textDocument/uri",
                        schemaPath: "#/properties/textDocument/properties/uri/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                }
              }
            } else {
              validate9.errors = [
                {
                  instancePath: instancePath + "/textDocument",
                  schemaPath: "#/properties/textDocument/type",
                  keyword: "type",
                  params: { type: "object" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.position !== void 0) {
            let data2 = data.position;
            const _errs5 = errors;
            if (errors === _errs5) {
              if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                let missing2;
                if (
                  (data2.line === void 0 && (missing2 = "line")) ||
                  (data2.character === void 0 && (missing2 = "character"))
                ) {
                  validate9.errors = [
                    {
                      instancePath: instancePath + "/position",
                      schemaPath: "#/properties/position/required",
                      keyword: "required",
                      params: { missingProperty: missing2 },
                    },
                  ];
                  return false;
                } else {
                  if (data2.line !== void 0) {
                    let data3 = data2.line;
                    const _errs7 = errors;
                    if (!(
                      typeof data3 == "number" &&
                      !(data3 % 1) &&
                      !isNaN(data3) &&
                      isFinite(data3)
                    )) {
                      validate9.errors = [
                        {
                          instancePath: instancePath + "/position/line",
                          schemaPath: "#/properties/position/properties/line/type",
                          keyword: "type",
                          params: { type: "integer" },
                        },
                      ];
                      return false;
                    }
                    if (errors === _errs7) {
                      if (typeof data3 == "number" && isFinite(data3)) {
                        if (data3 < 0 || isNaN(data3)) {
                          validate9.errors = [
                            {
                              instancePath: instancePath + "/position/line",
                              schemaPath: "#/properties/position/properties/line/minimum",
                              keyword: "minimum",
                              params: { comparison: ">=", limit: 0 },
                            },
                          ];
                          return false;
                        }
                      }
                    }
                    var valid2 = _errs7 === errors;
                  } else {
                    var valid2 = true;
                  }
                  if (valid2) {
                    if (data2.character !== void 0) {
                      let data4 = data2.character;
                      const _errs9 = errors;
                      if (!(
                        typeof data4 == "number" &&
                        !(data4 % 1) &&
                        !isNaN(data4) &&
                        isFinite(data4)
                      )) {
                        validate9.errors = [
                          {
                            instancePath: instancePath + "/position/character",
                            schemaPath: "#/properties/position/properties/character/type",
                            keyword: "type",
                            params: { type: "integer" },
                          },
                        ];
                        return false;
                      }
                      if (errors === _errs9) {
                        if (typeof data4 == "number" && isFinite(data4)) {
                          if (data4 < 0 || isNaN(data4)) {
                            validate9.errors = [
                              {
                                instancePath: instancePath + "/position/character",
                                schemaPath: "#/properties/position/properties/character/minimum",
                                keyword: "minimum",
                                params: { comparison: ">=", limit: 0 },
                              },
                            ];
                            return false;
                          }
                        }
                      }
                      var valid2 = _errs9 === errors;
                    } else {
                      var valid2 = true;
                    }
                  }
                }
              } else {
                validate9.errors = [
                  {
                    instancePath: instancePath + "/position",
                    schemaPath: "#/properties/position/type",
                    keyword: "type",
                    params: { type: "object" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs5 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.sessionId !== void 0) {
              let data5 = data.sessionId;
              const _errs11 = errors;
              if (errors === _errs11) {
                if (typeof data5 === "string") {
                  if (func1(data5) < 1) {
                    validate9.errors = [
                      {
                        instancePath: instancePath + "/sessionId",
                        schemaPath: "#/properties/sessionId/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                      },
                    ];
                    return false;
                  }
                } else {
                  validate9.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs11 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate9.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate9.errors = vErrors;
  return errors === 0;
}
var check10 = validate10;
function validate10(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.textDocument === void 0 && (missing0 = "textDocument")) {
        validate10.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.textDocument !== void 0) {
          let data0 = data.textDocument;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
              let missing1;
              if (data0.uri === void 0 && (missing1 = "uri")) {
                validate10.errors = [
                  {
                    instancePath: instancePath + "/textDocument",
                    schemaPath: "#/properties/textDocument/required",
                    keyword: "required",
                    params: { missingProperty: missing1 },
                  },
                ];
                return false;
              } else {
                if (data0.uri !== void 0) {
                  if (typeof data0.uri !== "string") {
                    validate10.errors = [
                      {
                        instancePath: instancePath + "/textDocument/uri",
                        schemaPath: "#/properties/textDocument/properties/uri/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                }
              }
            } else {
              validate10.errors = [
                {
                  instancePath: instancePath + "/textDocument",
                  schemaPath: "#/properties/textDocument/type",
                  keyword: "type",
                  params: { type: "object" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.sessionId !== void 0) {
            let data2 = data.sessionId;
            const _errs5 = errors;
            if (errors === _errs5) {
              if (typeof data2 === "string") {
                if (func1(data2) < 1) {
                  validate10.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate10.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs5 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate10.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate10.errors = vErrors;
  return errors === 0;
}
var check11 = validate11;
function validate11(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.code === void 0 && (missing0 = "code")) ||
        (data.cursor === void 0 && (missing0 = "cursor"))
      ) {
        validate11.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(
            key0 === "code" ||
            key0 === "cursor" ||
            key0 === "detail" ||
            key0 === "sessionId"
          )) {
            validate11.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.code !== void 0) {
            const _errs2 = errors;
            if (typeof data.code !== "string") {
              validate11.errors = [
                {
                  instancePath: instancePath + "/code",
                  schemaPath: "#/properties/code/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.cursor !== void 0) {
              let data1 = data.cursor;
              const _errs4 = errors;
              if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
                validate11.errors = [
                  {
                    instancePath: instancePath + "/cursor",
                    schemaPath: "#/properties/cursor/type",
                    keyword: "type",
                    params: { type: "integer" },
                  },
                ];
                return false;
              }
              if (errors === _errs4) {
                if (typeof data1 == "number" && isFinite(data1)) {
                  if (data1 < 0 || isNaN(data1)) {
                    validate11.errors = [
                      {
                        instancePath: instancePath + "/cursor",
                        schemaPath: "#/properties/cursor/minimum",
                        keyword: "minimum",
                        params: { comparison: ">=", limit: 0 },
                      },
                    ];
                    return false;
                  }
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.detail !== void 0) {
                let data2 = data.detail;
                const _errs6 = errors;
                const _errs7 = errors;
                let valid1 = false;
                const _errs8 = errors;
                if (!(typeof data2 == "number" && isFinite(data2))) {
                  const err0 = {
                    instancePath: instancePath + "/detail",
                    schemaPath: "#/properties/detail/anyOf/0/type",
                    keyword: "type",
                    params: { type: "number" },
                  };
                  if (vErrors === null) {
                    vErrors = [err0];
                  } else {
                    vErrors.push(err0);
                  }
                  errors++;
                }
                if (0 !== data2) {
                  const err1 = {
                    instancePath: instancePath + "/detail",
                    schemaPath: "#/properties/detail/anyOf/0/const",
                    keyword: "const",
                    params: { allowedValue: 0 },
                  };
                  if (vErrors === null) {
                    vErrors = [err1];
                  } else {
                    vErrors.push(err1);
                  }
                  errors++;
                }
                var _valid0 = _errs8 === errors;
                valid1 = valid1 || _valid0;
                if (!valid1) {
                  const _errs10 = errors;
                  if (!(typeof data2 == "number" && isFinite(data2))) {
                    const err2 = {
                      instancePath: instancePath + "/detail",
                      schemaPath: "#/properties/detail/anyOf/1/type",
                      keyword: "type",
                      params: { type: "number" },
                    };
                    if (vErrors === null) {
                      vErrors = [err2];
                    } else {
                      vErrors.push(err2);
                    }
                    errors++;
                  }
                  if (1 !== data2) {
                    const err3 = {
                      instancePath: instancePath + "/detail",
                      schemaPath: "#/properties/detail/anyOf/1/const",
                      keyword: "const",
                      params: { allowedValue: 1 },
                    };
                    if (vErrors === null) {
                      vErrors = [err3];
                    } else {
                      vErrors.push(err3);
                    }
                    errors++;
                  }
                  var _valid0 = _errs10 === errors;
                  valid1 = valid1 || _valid0;
                }
                if (!valid1) {
                  const err4 = {
                    instancePath: instancePath + "/detail",
                    schemaPath: "#/properties/detail/anyOf",
                    keyword: "anyOf",
                    params: {},
                  };
                  if (vErrors === null) {
                    vErrors = [err4];
                  } else {
                    vErrors.push(err4);
                  }
                  errors++;
                  validate11.errors = vErrors;
                  return false;
                } else {
                  errors = _errs7;
                  if (vErrors !== null) {
                    if (_errs7) {
                      vErrors.length = _errs7;
                    } else {
                      vErrors = null;
                    }
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.sessionId !== void 0) {
                  let data3 = data.sessionId;
                  const _errs12 = errors;
                  if (errors === _errs12) {
                    if (typeof data3 === "string") {
                      if (func1(data3) < 1) {
                        validate11.errors = [
                          {
                            instancePath: instancePath + "/sessionId",
                            schemaPath: "#/properties/sessionId/minLength",
                            keyword: "minLength",
                            params: { limit: 1 },
                          },
                        ];
                        return false;
                      }
                    } else {
                      validate11.errors = [
                        {
                          instancePath: instancePath + "/sessionId",
                          schemaPath: "#/properties/sessionId/type",
                          keyword: "type",
                          params: { type: "string" },
                        },
                      ];
                      return false;
                    }
                  }
                  var valid0 = _errs12 === errors;
                } else {
                  var valid0 = true;
                }
              }
            }
          }
        }
      }
    } else {
      validate11.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate11.errors = vErrors;
  return errors === 0;
}
var check12 = validate12;
function validate12(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(key0 === "sessionId")) {
          validate12.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.sessionId !== void 0) {
          let data0 = data.sessionId;
          const _errs2 = errors;
          if (errors === _errs2) {
            if (typeof data0 === "string") {
              if (func1(data0) < 1) {
                validate12.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/minLength",
                    keyword: "minLength",
                    params: { limit: 1 },
                  },
                ];
                return false;
              }
            } else {
              validate12.errors = [
                {
                  instancePath: instancePath + "/sessionId",
                  schemaPath: "#/properties/sessionId/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
          }
        }
      }
    } else {
      validate12.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate12.errors = vErrors;
  return errors === 0;
}
var check13 = validate13;
function validate13(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.names === void 0 && (missing0 = "names")) {
        validate13.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "names" || key0 === "sessionId")) {
            validate13.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.names !== void 0) {
            let data0 = data.names;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (Array.isArray(data0)) {
                var valid1 = true;
                const len0 = data0.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  const _errs4 = errors;
                  if (typeof data0[i0] !== "string") {
                    validate13.errors = [
                      {
                        instancePath: instancePath + "/names/" + i0,
                        schemaPath: "#/properties/names/items/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                  var valid1 = _errs4 === errors;
                  if (!valid1) {
                    break;
                  }
                }
              } else {
                validate13.errors = [
                  {
                    instancePath: instancePath + "/names",
                    schemaPath: "#/properties/names/type",
                    keyword: "type",
                    params: { type: "array" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.sessionId !== void 0) {
              let data2 = data.sessionId;
              const _errs6 = errors;
              if (errors === _errs6) {
                if (typeof data2 === "string") {
                  if (func1(data2) < 1) {
                    validate13.errors = [
                      {
                        instancePath: instancePath + "/sessionId",
                        schemaPath: "#/properties/sessionId/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                      },
                    ];
                    return false;
                  }
                } else {
                  validate13.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs6 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate13.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate13.errors = vErrors;
  return errors === 0;
}
var check14 = validate14;
function validate14(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.ref === void 0 && (missing0 = "ref")) {
        validate14.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "ref" || key0 === "start" || key0 === "count" || key0 === "sessionId")) {
            validate14.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.ref !== void 0) {
            const _errs2 = errors;
            if (typeof data.ref !== "string") {
              validate14.errors = [
                {
                  instancePath: instancePath + "/ref",
                  schemaPath: "#/properties/ref/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.start !== void 0) {
              let data1 = data.start;
              const _errs4 = errors;
              if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
                validate14.errors = [
                  {
                    instancePath: instancePath + "/start",
                    schemaPath: "#/properties/start/type",
                    keyword: "type",
                    params: { type: "integer" },
                  },
                ];
                return false;
              }
              if (errors === _errs4) {
                if (typeof data1 == "number" && isFinite(data1)) {
                  if (data1 < 0 || isNaN(data1)) {
                    validate14.errors = [
                      {
                        instancePath: instancePath + "/start",
                        schemaPath: "#/properties/start/minimum",
                        keyword: "minimum",
                        params: { comparison: ">=", limit: 0 },
                      },
                    ];
                    return false;
                  }
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.count !== void 0) {
                let data2 = data.count;
                const _errs6 = errors;
                if (!(
                  typeof data2 == "number" &&
                  !(data2 % 1) &&
                  !isNaN(data2) &&
                  isFinite(data2)
                )) {
                  validate14.errors = [
                    {
                      instancePath: instancePath + "/count",
                      schemaPath: "#/properties/count/type",
                      keyword: "type",
                      params: { type: "integer" },
                    },
                  ];
                  return false;
                }
                if (errors === _errs6) {
                  if (typeof data2 == "number" && isFinite(data2)) {
                    if (data2 < 1 || isNaN(data2)) {
                      validate14.errors = [
                        {
                          instancePath: instancePath + "/count",
                          schemaPath: "#/properties/count/minimum",
                          keyword: "minimum",
                          params: { comparison: ">=", limit: 1 },
                        },
                      ];
                      return false;
                    }
                  }
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.sessionId !== void 0) {
                  let data3 = data.sessionId;
                  const _errs8 = errors;
                  if (errors === _errs8) {
                    if (typeof data3 === "string") {
                      if (func1(data3) < 1) {
                        validate14.errors = [
                          {
                            instancePath: instancePath + "/sessionId",
                            schemaPath: "#/properties/sessionId/minLength",
                            keyword: "minLength",
                            params: { limit: 1 },
                          },
                        ];
                        return false;
                      }
                    } else {
                      validate14.errors = [
                        {
                          instancePath: instancePath + "/sessionId",
                          schemaPath: "#/properties/sessionId/type",
                          keyword: "type",
                          params: { type: "string" },
                        },
                      ];
                      return false;
                    }
                  }
                  var valid0 = _errs8 === errors;
                } else {
                  var valid0 = true;
                }
              }
            }
          }
        }
      }
    } else {
      validate14.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate14.errors = vErrors;
  return errors === 0;
}
var check15 = validate15;
function validate15(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.enabled === void 0 && (missing0 = "enabled")) {
        validate15.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "sessionId" || key0 === "enabled")) {
            validate15.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.sessionId !== void 0) {
            let data0 = data.sessionId;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func1(data0) < 1) {
                  validate15.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate15.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.enabled !== void 0) {
              const _errs4 = errors;
              if (typeof data.enabled !== "boolean") {
                validate15.errors = [
                  {
                    instancePath: instancePath + "/enabled",
                    schemaPath: "#/properties/enabled/type",
                    keyword: "type",
                    params: { type: "boolean" },
                  },
                ];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate15.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate15.errors = vErrors;
  return errors === 0;
}
var check16 = validate16;
function validate16(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.runner === void 0 && (missing0 = "runner")) {
        validate16.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "sessionId" || key0 === "runner")) {
            validate16.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.sessionId !== void 0) {
            let data0 = data.sessionId;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func1(data0) < 1) {
                  validate16.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate16.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.runner !== void 0) {
              let data1 = data.runner;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data1 === "string") {
                  if (func1(data1) < 1) {
                    validate16.errors = [
                      {
                        instancePath: instancePath + "/runner",
                        schemaPath: "#/properties/runner/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                      },
                    ];
                    return false;
                  }
                } else {
                  validate16.errors = [
                    {
                      instancePath: instancePath + "/runner",
                      schemaPath: "#/properties/runner/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate16.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate16.errors = vErrors;
  return errors === 0;
}
var check17 = validate17;
var schema17 = {
  type: "object",
  required: ["policy"],
  properties: {
    sessionId: { type: "string", minLength: 1, description: "Names a session of this daemon." },
    policy: { enum: ["persistent", "perCell"] },
  },
  additionalProperties: false,
};
function validate17(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.policy === void 0 && (missing0 = "policy")) {
        validate17.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "sessionId" || key0 === "policy")) {
            validate17.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.sessionId !== void 0) {
            let data0 = data.sessionId;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func1(data0) < 1) {
                  validate17.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate17.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.policy !== void 0) {
              let data1 = data.policy;
              const _errs4 = errors;
              if (!(data1 === "persistent" || data1 === "perCell")) {
                validate17.errors = [
                  {
                    instancePath: instancePath + "/policy",
                    schemaPath: "#/properties/policy/enum",
                    keyword: "enum",
                    params: { allowedValues: schema17.properties.policy.enum },
                  },
                ];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate17.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate17.errors = vErrors;
  return errors === 0;
}
var check18 = validate18;
var schema18 = {
  type: "object",
  properties: {
    name: { type: "string" },
    cwd: { type: "string", description: "The session's directory, absolute." },
    env: { type: "object", additionalProperties: { type: "string" } },
    languageId: { enum: ["typescript", "javascript"] },
    autoawait: { type: "boolean" },
    runner: { type: "string" },
    loopPolicy: { enum: ["persistent", "perCell"] },
    history: {
      type: "boolean",
      description: "Are its cells stored in the user's history? If left out, yes.",
    },
    limits: {
      type: "object",
      properties: {
        memoryMb: { type: "integer", minimum: 16, description: "Heap of the kernel, MiB." },
        cellTimeoutMs: {
          type: "number",
          exclusiveMinimum: 0,
          description: "Deadline of every cell that brings none.",
        },
        outputBytesPerCell: {
          type: "integer",
          minimum: 0,
          description: "UTF-8 bytes of stream text; the rest is dropped and said so.",
        },
        idleTtlMs: {
          type: "number",
          minimum: 0,
          description: "How long a session without a client lives on.",
        },
      },
      additionalProperties: false,
    },
  },
  additionalProperties: false,
};
function validate18(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!func0.call(schema18.properties, key0)) {
          validate18.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.name !== void 0) {
          const _errs2 = errors;
          if (typeof data.name !== "string") {
            validate18.errors = [
              {
                instancePath: instancePath + "/name",
                schemaPath: "#/properties/name/type",
                keyword: "type",
                params: { type: "string" },
              },
            ];
            return false;
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.cwd !== void 0) {
            const _errs4 = errors;
            if (typeof data.cwd !== "string") {
              validate18.errors = [
                {
                  instancePath: instancePath + "/cwd",
                  schemaPath: "#/properties/cwd/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.env !== void 0) {
              let data2 = data.env;
              const _errs6 = errors;
              if (errors === _errs6) {
                if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
                  for (const key1 in data2) {
                    const _errs9 = errors;
                    if (typeof data2[key1] !== "string") {
                      validate18.errors = [
                        {
                          instancePath:
                            instancePath + "/env/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),
                          schemaPath: "#/properties/env/additionalProperties/type",
                          keyword: "type",
                          params: { type: "string" },
                        },
                      ];
                      return false;
                    }
                    var valid1 = _errs9 === errors;
                    if (!valid1) {
                      break;
                    }
                  }
                } else {
                  validate18.errors = [
                    {
                      instancePath: instancePath + "/env",
                      schemaPath: "#/properties/env/type",
                      keyword: "type",
                      params: { type: "object" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs6 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.languageId !== void 0) {
                let data4 = data.languageId;
                const _errs11 = errors;
                if (!(data4 === "typescript" || data4 === "javascript")) {
                  validate18.errors = [
                    {
                      instancePath: instancePath + "/languageId",
                      schemaPath: "#/properties/languageId/enum",
                      keyword: "enum",
                      params: { allowedValues: schema18.properties.languageId.enum },
                    },
                  ];
                  return false;
                }
                var valid0 = _errs11 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.autoawait !== void 0) {
                  const _errs12 = errors;
                  if (typeof data.autoawait !== "boolean") {
                    validate18.errors = [
                      {
                        instancePath: instancePath + "/autoawait",
                        schemaPath: "#/properties/autoawait/type",
                        keyword: "type",
                        params: { type: "boolean" },
                      },
                    ];
                    return false;
                  }
                  var valid0 = _errs12 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.runner !== void 0) {
                    const _errs14 = errors;
                    if (typeof data.runner !== "string") {
                      validate18.errors = [
                        {
                          instancePath: instancePath + "/runner",
                          schemaPath: "#/properties/runner/type",
                          keyword: "type",
                          params: { type: "string" },
                        },
                      ];
                      return false;
                    }
                    var valid0 = _errs14 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.loopPolicy !== void 0) {
                      let data7 = data.loopPolicy;
                      const _errs16 = errors;
                      if (!(data7 === "persistent" || data7 === "perCell")) {
                        validate18.errors = [
                          {
                            instancePath: instancePath + "/loopPolicy",
                            schemaPath: "#/properties/loopPolicy/enum",
                            keyword: "enum",
                            params: { allowedValues: schema18.properties.loopPolicy.enum },
                          },
                        ];
                        return false;
                      }
                      var valid0 = _errs16 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.history !== void 0) {
                        const _errs17 = errors;
                        if (typeof data.history !== "boolean") {
                          validate18.errors = [
                            {
                              instancePath: instancePath + "/history",
                              schemaPath: "#/properties/history/type",
                              keyword: "type",
                              params: { type: "boolean" },
                            },
                          ];
                          return false;
                        }
                        var valid0 = _errs17 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.limits !== void 0) {
                          let data9 = data.limits;
                          const _errs19 = errors;
                          if (errors === _errs19) {
                            if (data9 && typeof data9 == "object" && !Array.isArray(data9)) {
                              const _errs21 = errors;
                              for (const key2 in data9) {
                                if (!(
                                  key2 === "memoryMb" ||
                                  key2 === "cellTimeoutMs" ||
                                  key2 === "outputBytesPerCell" ||
                                  key2 === "idleTtlMs"
                                )) {
                                  validate18.errors = [
                                    {
                                      instancePath: instancePath + "/limits",
                                      schemaPath: "#/properties/limits/additionalProperties",
                                      keyword: "additionalProperties",
                                      params: { additionalProperty: key2 },
                                    },
                                  ];
                                  return false;
                                  break;
                                }
                              }
                              if (_errs21 === errors) {
                                if (data9.memoryMb !== void 0) {
                                  let data10 = data9.memoryMb;
                                  const _errs22 = errors;
                                  if (!(
                                    typeof data10 == "number" &&
                                    !(data10 % 1) &&
                                    !isNaN(data10) &&
                                    isFinite(data10)
                                  )) {
                                    validate18.errors = [
                                      {
                                        instancePath: instancePath + "/limits/memoryMb",
                                        schemaPath: "#/properties/limits/properties/memoryMb/type",
                                        keyword: "type",
                                        params: { type: "integer" },
                                      },
                                    ];
                                    return false;
                                  }
                                  if (errors === _errs22) {
                                    if (typeof data10 == "number" && isFinite(data10)) {
                                      if (data10 < 16 || isNaN(data10)) {
                                        validate18.errors = [
                                          {
                                            instancePath: instancePath + "/limits/memoryMb",
                                            schemaPath:
                                              "#/properties/limits/properties/memoryMb/minimum",
                                            keyword: "minimum",
                                            params: { comparison: ">=", limit: 16 },
                                          },
                                        ];
                                        return false;
                                      }
                                    }
                                  }
                                  var valid2 = _errs22 === errors;
                                } else {
                                  var valid2 = true;
                                }
                                if (valid2) {
                                  if (data9.cellTimeoutMs !== void 0) {
                                    let data11 = data9.cellTimeoutMs;
                                    const _errs24 = errors;
                                    if (errors === _errs24) {
                                      if (typeof data11 == "number" && isFinite(data11)) {
                                        if (data11 <= 0 || isNaN(data11)) {
                                          validate18.errors = [
                                            {
                                              instancePath: instancePath + "/limits/cellTimeoutMs",
                                              schemaPath:
                                                "#/properties/limits/properties/cellTimeoutMs/exclusiveMinimum",
                                              keyword: "exclusiveMinimum",
                                              params: { comparison: ">", limit: 0 },
                                            },
                                          ];
                                          return false;
                                        }
                                      } else {
                                        validate18.errors = [
                                          {
                                            instancePath: instancePath + "/limits/cellTimeoutMs",
                                            schemaPath:
                                              "#/properties/limits/properties/cellTimeoutMs/type",
                                            keyword: "type",
                                            params: { type: "number" },
                                          },
                                        ];
                                        return false;
                                      }
                                    }
                                    var valid2 = _errs24 === errors;
                                  } else {
                                    var valid2 = true;
                                  }
                                  if (valid2) {
                                    if (data9.outputBytesPerCell !== void 0) {
                                      let data12 = data9.outputBytesPerCell;
                                      const _errs26 = errors;
                                      if (!(
                                        typeof data12 == "number" &&
                                        !(data12 % 1) &&
                                        !isNaN(data12) &&
                                        isFinite(data12)
                                      )) {
                                        validate18.errors = [
                                          {
                                            instancePath:
                                              instancePath + "/limits/outputBytesPerCell",
                                            schemaPath:
                                              "#/properties/limits/properties/outputBytesPerCell/type",
                                            keyword: "type",
                                            params: { type: "integer" },
                                          },
                                        ];
                                        return false;
                                      }
                                      if (errors === _errs26) {
                                        if (typeof data12 == "number" && isFinite(data12)) {
                                          if (data12 < 0 || isNaN(data12)) {
                                            validate18.errors = [
                                              {
                                                instancePath:
                                                  instancePath + "/limits/outputBytesPerCell",
                                                schemaPath:
                                                  "#/properties/limits/properties/outputBytesPerCell/minimum",
                                                keyword: "minimum",
                                                params: { comparison: ">=", limit: 0 },
                                              },
                                            ];
                                            return false;
                                          }
                                        }
                                      }
                                      var valid2 = _errs26 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                    if (valid2) {
                                      if (data9.idleTtlMs !== void 0) {
                                        let data13 = data9.idleTtlMs;
                                        const _errs28 = errors;
                                        if (errors === _errs28) {
                                          if (typeof data13 == "number" && isFinite(data13)) {
                                            if (data13 < 0 || isNaN(data13)) {
                                              validate18.errors = [
                                                {
                                                  instancePath: instancePath + "/limits/idleTtlMs",
                                                  schemaPath:
                                                    "#/properties/limits/properties/idleTtlMs/minimum",
                                                  keyword: "minimum",
                                                  params: { comparison: ">=", limit: 0 },
                                                },
                                              ];
                                              return false;
                                            }
                                          } else {
                                            validate18.errors = [
                                              {
                                                instancePath: instancePath + "/limits/idleTtlMs",
                                                schemaPath:
                                                  "#/properties/limits/properties/idleTtlMs/type",
                                                keyword: "type",
                                                params: { type: "number" },
                                              },
                                            ];
                                            return false;
                                          }
                                        }
                                        var valid2 = _errs28 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                    }
                                  }
                                }
                              }
                            } else {
                              validate18.errors = [
                                {
                                  instancePath: instancePath + "/limits",
                                  schemaPath: "#/properties/limits/type",
                                  keyword: "type",
                                  params: { type: "object" },
                                },
                              ];
                              return false;
                            }
                          }
                          var valid0 = _errs19 === errors;
                        } else {
                          var valid0 = true;
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate18.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate18.errors = vErrors;
  return errors === 0;
}
var check19 = validate19;
function validate19(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      for (const key0 in data) {
        validate19.errors = [
          {
            instancePath,
            schemaPath: "#/additionalProperties",
            keyword: "additionalProperties",
            params: { additionalProperty: key0 },
          },
        ];
        return false;
        break;
      }
    } else {
      validate19.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate19.errors = vErrors;
  return errors === 0;
}
var check20 = validate20;
function validate20(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(key0 === "sessionId")) {
          validate20.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.sessionId !== void 0) {
          let data0 = data.sessionId;
          const _errs2 = errors;
          if (errors === _errs2) {
            if (typeof data0 === "string") {
              if (func1(data0) < 1) {
                validate20.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/minLength",
                    keyword: "minLength",
                    params: { limit: 1 },
                  },
                ];
                return false;
              }
            } else {
              validate20.errors = [
                {
                  instancePath: instancePath + "/sessionId",
                  schemaPath: "#/properties/sessionId/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
          }
        }
      }
    } else {
      validate20.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate20.errors = vErrors;
  return errors === 0;
}
var check21 = validate21;
function validate21(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.name === void 0 && (missing0 = "name")) {
        validate21.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "sessionId" || key0 === "name")) {
            validate21.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.sessionId !== void 0) {
            let data0 = data.sessionId;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func1(data0) < 1) {
                  validate21.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate21.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.name !== void 0) {
              let data1 = data.name;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data1 === "string") {
                  if (func1(data1) < 1) {
                    validate21.errors = [
                      {
                        instancePath: instancePath + "/name",
                        schemaPath: "#/properties/name/minLength",
                        keyword: "minLength",
                        params: { limit: 1 },
                      },
                    ];
                    return false;
                  }
                } else {
                  validate21.errors = [
                    {
                      instancePath: instancePath + "/name",
                      schemaPath: "#/properties/name/type",
                      keyword: "type",
                      params: { type: "string" },
                    },
                  ];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate21.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate21.errors = vErrors;
  return errors === 0;
}
var check22 = validate22;
function validate22(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.sessionId === void 0 && (missing0 = "sessionId")) {
        validate22.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 in data) {
          if (!(key0 === "sessionId" || key0 === "sinceSeq")) {
            validate22.errors = [
              {
                instancePath,
                schemaPath: "#/additionalProperties",
                keyword: "additionalProperties",
                params: { additionalProperty: key0 },
              },
            ];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.sessionId !== void 0) {
            let data0 = data.sessionId;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func1(data0) < 1) {
                  validate22.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate22.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.sinceSeq !== void 0) {
              let data1 = data.sinceSeq;
              const _errs4 = errors;
              if (!(typeof data1 == "number" && !(data1 % 1) && !isNaN(data1) && isFinite(data1))) {
                validate22.errors = [
                  {
                    instancePath: instancePath + "/sinceSeq",
                    schemaPath: "#/properties/sinceSeq/type",
                    keyword: "type",
                    params: { type: "integer" },
                  },
                ];
                return false;
              }
              if (errors === _errs4) {
                if (typeof data1 == "number" && isFinite(data1)) {
                  if (data1 < 0 || isNaN(data1)) {
                    validate22.errors = [
                      {
                        instancePath: instancePath + "/sinceSeq",
                        schemaPath: "#/properties/sinceSeq/minimum",
                        keyword: "minimum",
                        params: { comparison: ">=", limit: 0 },
                      },
                    ];
                    return false;
                  }
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
          }
        }
      }
    } else {
      validate22.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate22.errors = vErrors;
  return errors === 0;
}
var check23 = validate23;
function validate23(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(key0 === "sessionId")) {
          validate23.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.sessionId !== void 0) {
          let data0 = data.sessionId;
          const _errs2 = errors;
          if (errors === _errs2) {
            if (typeof data0 === "string") {
              if (func1(data0) < 1) {
                validate23.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/minLength",
                    keyword: "minLength",
                    params: { limit: 1 },
                  },
                ];
                return false;
              }
            } else {
              validate23.errors = [
                {
                  instancePath: instancePath + "/sessionId",
                  schemaPath: "#/properties/sessionId/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
          }
        }
      }
    } else {
      validate23.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate23.errors = vErrors;
  return errors === 0;
}
var check24 = validate24;
function validate24(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!(key0 === "sessionId")) {
          validate24.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.sessionId !== void 0) {
          let data0 = data.sessionId;
          const _errs2 = errors;
          if (errors === _errs2) {
            if (typeof data0 === "string") {
              if (func1(data0) < 1) {
                validate24.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/minLength",
                    keyword: "minLength",
                    params: { limit: 1 },
                  },
                ];
                return false;
              }
            } else {
              validate24.errors = [
                {
                  instancePath: instancePath + "/sessionId",
                  schemaPath: "#/properties/sessionId/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
          }
        }
      }
    } else {
      validate24.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate24.errors = vErrors;
  return errors === 0;
}
var check25 = validate25;
var schema25 = {
  type: "object",
  properties: {
    sessionId: { type: "string", minLength: 1, description: "Names a session of this daemon." },
    name: { type: "string" },
    cwd: { type: "string", description: "The session's directory, absolute." },
    env: { type: "object", additionalProperties: { type: "string" } },
    languageId: { enum: ["typescript", "javascript"] },
    autoawait: { type: "boolean" },
    runner: { type: "string" },
    loopPolicy: { enum: ["persistent", "perCell"] },
    history: {
      type: "boolean",
      description: "Are its cells stored in the user's history? If left out, yes.",
    },
    limits: {
      type: "object",
      properties: {
        memoryMb: { type: "integer", minimum: 16, description: "Heap of the kernel, MiB." },
        cellTimeoutMs: {
          type: "number",
          exclusiveMinimum: 0,
          description: "Deadline of every cell that brings none.",
        },
        outputBytesPerCell: {
          type: "integer",
          minimum: 0,
          description: "UTF-8 bytes of stream text; the rest is dropped and said so.",
        },
        idleTtlMs: {
          type: "number",
          minimum: 0,
          description: "How long a session without a client lives on.",
        },
      },
      additionalProperties: false,
    },
    clearHistory: {
      type: "boolean",
      description: "What was stored of this session's cells is deleted.",
    },
  },
  additionalProperties: false,
};
function validate25(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!func0.call(schema25.properties, key0)) {
          validate25.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.sessionId !== void 0) {
          let data0 = data.sessionId;
          const _errs2 = errors;
          if (errors === _errs2) {
            if (typeof data0 === "string") {
              if (func1(data0) < 1) {
                validate25.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/minLength",
                    keyword: "minLength",
                    params: { limit: 1 },
                  },
                ];
                return false;
              }
            } else {
              validate25.errors = [
                {
                  instancePath: instancePath + "/sessionId",
                  schemaPath: "#/properties/sessionId/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.name !== void 0) {
            const _errs4 = errors;
            if (typeof data.name !== "string") {
              validate25.errors = [
                {
                  instancePath: instancePath + "/name",
                  schemaPath: "#/properties/name/type",
                  keyword: "type",
                  params: { type: "string" },
                },
              ];
              return false;
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.cwd !== void 0) {
              const _errs6 = errors;
              if (typeof data.cwd !== "string") {
                validate25.errors = [
                  {
                    instancePath: instancePath + "/cwd",
                    schemaPath: "#/properties/cwd/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
              var valid0 = _errs6 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.env !== void 0) {
                let data3 = data.env;
                const _errs8 = errors;
                if (errors === _errs8) {
                  if (data3 && typeof data3 == "object" && !Array.isArray(data3)) {
                    for (const key1 in data3) {
                      const _errs11 = errors;
                      if (typeof data3[key1] !== "string") {
                        validate25.errors = [
                          {
                            instancePath:
                              instancePath +
                              "/env/" +
                              key1.replace(/~/g, "~0").replace(/\//g, "~1"),
                            schemaPath: "#/properties/env/additionalProperties/type",
                            keyword: "type",
                            params: { type: "string" },
                          },
                        ];
                        return false;
                      }
                      var valid1 = _errs11 === errors;
                      if (!valid1) {
                        break;
                      }
                    }
                  } else {
                    validate25.errors = [
                      {
                        instancePath: instancePath + "/env",
                        schemaPath: "#/properties/env/type",
                        keyword: "type",
                        params: { type: "object" },
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs8 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.languageId !== void 0) {
                  let data5 = data.languageId;
                  const _errs13 = errors;
                  if (!(data5 === "typescript" || data5 === "javascript")) {
                    validate25.errors = [
                      {
                        instancePath: instancePath + "/languageId",
                        schemaPath: "#/properties/languageId/enum",
                        keyword: "enum",
                        params: { allowedValues: schema25.properties.languageId.enum },
                      },
                    ];
                    return false;
                  }
                  var valid0 = _errs13 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.autoawait !== void 0) {
                    const _errs14 = errors;
                    if (typeof data.autoawait !== "boolean") {
                      validate25.errors = [
                        {
                          instancePath: instancePath + "/autoawait",
                          schemaPath: "#/properties/autoawait/type",
                          keyword: "type",
                          params: { type: "boolean" },
                        },
                      ];
                      return false;
                    }
                    var valid0 = _errs14 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.runner !== void 0) {
                      const _errs16 = errors;
                      if (typeof data.runner !== "string") {
                        validate25.errors = [
                          {
                            instancePath: instancePath + "/runner",
                            schemaPath: "#/properties/runner/type",
                            keyword: "type",
                            params: { type: "string" },
                          },
                        ];
                        return false;
                      }
                      var valid0 = _errs16 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.loopPolicy !== void 0) {
                        let data8 = data.loopPolicy;
                        const _errs18 = errors;
                        if (!(data8 === "persistent" || data8 === "perCell")) {
                          validate25.errors = [
                            {
                              instancePath: instancePath + "/loopPolicy",
                              schemaPath: "#/properties/loopPolicy/enum",
                              keyword: "enum",
                              params: { allowedValues: schema25.properties.loopPolicy.enum },
                            },
                          ];
                          return false;
                        }
                        var valid0 = _errs18 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.history !== void 0) {
                          const _errs19 = errors;
                          if (typeof data.history !== "boolean") {
                            validate25.errors = [
                              {
                                instancePath: instancePath + "/history",
                                schemaPath: "#/properties/history/type",
                                keyword: "type",
                                params: { type: "boolean" },
                              },
                            ];
                            return false;
                          }
                          var valid0 = _errs19 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.limits !== void 0) {
                            let data10 = data.limits;
                            const _errs21 = errors;
                            if (errors === _errs21) {
                              if (data10 && typeof data10 == "object" && !Array.isArray(data10)) {
                                const _errs23 = errors;
                                for (const key2 in data10) {
                                  if (!(
                                    key2 === "memoryMb" ||
                                    key2 === "cellTimeoutMs" ||
                                    key2 === "outputBytesPerCell" ||
                                    key2 === "idleTtlMs"
                                  )) {
                                    validate25.errors = [
                                      {
                                        instancePath: instancePath + "/limits",
                                        schemaPath: "#/properties/limits/additionalProperties",
                                        keyword: "additionalProperties",
                                        params: { additionalProperty: key2 },
                                      },
                                    ];
                                    return false;
                                    break;
                                  }
                                }
                                if (_errs23 === errors) {
                                  if (data10.memoryMb !== void 0) {
                                    let data11 = data10.memoryMb;
                                    const _errs24 = errors;
                                    if (!(
                                      typeof data11 == "number" &&
                                      !(data11 % 1) &&
                                      !isNaN(data11) &&
                                      isFinite(data11)
                                    )) {
                                      validate25.errors = [
                                        {
                                          instancePath: instancePath + "/limits/memoryMb",
                                          schemaPath:
                                            "#/properties/limits/properties/memoryMb/type",
                                          keyword: "type",
                                          params: { type: "integer" },
                                        },
                                      ];
                                      return false;
                                    }
                                    if (errors === _errs24) {
                                      if (typeof data11 == "number" && isFinite(data11)) {
                                        if (data11 < 16 || isNaN(data11)) {
                                          validate25.errors = [
                                            {
                                              instancePath: instancePath + "/limits/memoryMb",
                                              schemaPath:
                                                "#/properties/limits/properties/memoryMb/minimum",
                                              keyword: "minimum",
                                              params: { comparison: ">=", limit: 16 },
                                            },
                                          ];
                                          return false;
                                        }
                                      }
                                    }
                                    var valid2 = _errs24 === errors;
                                  } else {
                                    var valid2 = true;
                                  }
                                  if (valid2) {
                                    if (data10.cellTimeoutMs !== void 0) {
                                      let data12 = data10.cellTimeoutMs;
                                      const _errs26 = errors;
                                      if (errors === _errs26) {
                                        if (typeof data12 == "number" && isFinite(data12)) {
                                          if (data12 <= 0 || isNaN(data12)) {
                                            validate25.errors = [
                                              {
                                                instancePath:
                                                  instancePath + "/limits/cellTimeoutMs",
                                                schemaPath:
                                                  "#/properties/limits/properties/cellTimeoutMs/exclusiveMinimum",
                                                keyword: "exclusiveMinimum",
                                                params: { comparison: ">", limit: 0 },
                                              },
                                            ];
                                            return false;
                                          }
                                        } else {
                                          validate25.errors = [
                                            {
                                              instancePath: instancePath + "/limits/cellTimeoutMs",
                                              schemaPath:
                                                "#/properties/limits/properties/cellTimeoutMs/type",
                                              keyword: "type",
                                              params: { type: "number" },
                                            },
                                          ];
                                          return false;
                                        }
                                      }
                                      var valid2 = _errs26 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                    if (valid2) {
                                      if (data10.outputBytesPerCell !== void 0) {
                                        let data13 = data10.outputBytesPerCell;
                                        const _errs28 = errors;
                                        if (!(
                                          typeof data13 == "number" &&
                                          !(data13 % 1) &&
                                          !isNaN(data13) &&
                                          isFinite(data13)
                                        )) {
                                          validate25.errors = [
                                            {
                                              instancePath:
                                                instancePath + "/limits/outputBytesPerCell",
                                              schemaPath:
                                                "#/properties/limits/properties/outputBytesPerCell/type",
                                              keyword: "type",
                                              params: { type: "integer" },
                                            },
                                          ];
                                          return false;
                                        }
                                        if (errors === _errs28) {
                                          if (typeof data13 == "number" && isFinite(data13)) {
                                            if (data13 < 0 || isNaN(data13)) {
                                              validate25.errors = [
                                                {
                                                  instancePath:
                                                    instancePath + "/limits/outputBytesPerCell",
                                                  schemaPath:
                                                    "#/properties/limits/properties/outputBytesPerCell/minimum",
                                                  keyword: "minimum",
                                                  params: { comparison: ">=", limit: 0 },
                                                },
                                              ];
                                              return false;
                                            }
                                          }
                                        }
                                        var valid2 = _errs28 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                      if (valid2) {
                                        if (data10.idleTtlMs !== void 0) {
                                          let data14 = data10.idleTtlMs;
                                          const _errs30 = errors;
                                          if (errors === _errs30) {
                                            if (typeof data14 == "number" && isFinite(data14)) {
                                              if (data14 < 0 || isNaN(data14)) {
                                                validate25.errors = [
                                                  {
                                                    instancePath:
                                                      instancePath + "/limits/idleTtlMs",
                                                    schemaPath:
                                                      "#/properties/limits/properties/idleTtlMs/minimum",
                                                    keyword: "minimum",
                                                    params: { comparison: ">=", limit: 0 },
                                                  },
                                                ];
                                                return false;
                                              }
                                            } else {
                                              validate25.errors = [
                                                {
                                                  instancePath: instancePath + "/limits/idleTtlMs",
                                                  schemaPath:
                                                    "#/properties/limits/properties/idleTtlMs/type",
                                                  keyword: "type",
                                                  params: { type: "number" },
                                                },
                                              ];
                                              return false;
                                            }
                                          }
                                          var valid2 = _errs30 === errors;
                                        } else {
                                          var valid2 = true;
                                        }
                                      }
                                    }
                                  }
                                }
                              } else {
                                validate25.errors = [
                                  {
                                    instancePath: instancePath + "/limits",
                                    schemaPath: "#/properties/limits/type",
                                    keyword: "type",
                                    params: { type: "object" },
                                  },
                                ];
                                return false;
                              }
                            }
                            var valid0 = _errs21 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.clearHistory !== void 0) {
                              const _errs32 = errors;
                              if (typeof data.clearHistory !== "boolean") {
                                validate25.errors = [
                                  {
                                    instancePath: instancePath + "/clearHistory",
                                    schemaPath: "#/properties/clearHistory/type",
                                    keyword: "type",
                                    params: { type: "boolean" },
                                  },
                                ];
                                return false;
                              }
                              var valid0 = _errs32 === errors;
                            } else {
                              var valid0 = true;
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate25.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate25.errors = vErrors;
  return errors === 0;
}
var check26 = validate26;
function validate26(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (!(data && typeof data == "object" && !Array.isArray(data))) {
      validate26.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate26.errors = vErrors;
  return errors === 0;
}
var check27 = validate27;
function validate27(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (!(data && typeof data == "object" && !Array.isArray(data))) {
      validate27.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate27.errors = vErrors;
  return errors === 0;
}
var check28 = validate28;
function validate28(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.textDocument === void 0 && (missing0 = "textDocument")) {
        validate28.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.textDocument !== void 0) {
          let data0 = data.textDocument;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
              let missing1;
              if (
                (data0.uri === void 0 && (missing1 = "uri")) ||
                (data0.languageId === void 0 && (missing1 = "languageId")) ||
                (data0.version === void 0 && (missing1 = "version")) ||
                (data0.text === void 0 && (missing1 = "text"))
              ) {
                validate28.errors = [
                  {
                    instancePath: instancePath + "/textDocument",
                    schemaPath: "#/properties/textDocument/required",
                    keyword: "required",
                    params: { missingProperty: missing1 },
                  },
                ];
                return false;
              } else {
                if (data0.uri !== void 0) {
                  const _errs3 = errors;
                  if (typeof data0.uri !== "string") {
                    validate28.errors = [
                      {
                        instancePath: instancePath + "/textDocument/uri",
                        schemaPath: "#/properties/textDocument/properties/uri/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                  var valid1 = _errs3 === errors;
                } else {
                  var valid1 = true;
                }
                if (valid1) {
                  if (data0.languageId !== void 0) {
                    const _errs5 = errors;
                    if (typeof data0.languageId !== "string") {
                      validate28.errors = [
                        {
                          instancePath: instancePath + "/textDocument/languageId",
                          schemaPath: "#/properties/textDocument/properties/languageId/type",
                          keyword: "type",
                          params: { type: "string" },
                        },
                      ];
                      return false;
                    }
                    var valid1 = _errs5 === errors;
                  } else {
                    var valid1 = true;
                  }
                  if (valid1) {
                    if (data0.version !== void 0) {
                      let data3 = data0.version;
                      const _errs7 = errors;
                      if (!(
                        typeof data3 == "number" &&
                        !(data3 % 1) &&
                        !isNaN(data3) &&
                        isFinite(data3)
                      )) {
                        validate28.errors = [
                          {
                            instancePath: instancePath + "/textDocument/version",
                            schemaPath: "#/properties/textDocument/properties/version/type",
                            keyword: "type",
                            params: { type: "integer" },
                          },
                        ];
                        return false;
                      }
                      var valid1 = _errs7 === errors;
                    } else {
                      var valid1 = true;
                    }
                    if (valid1) {
                      if (data0.text !== void 0) {
                        const _errs9 = errors;
                        if (typeof data0.text !== "string") {
                          validate28.errors = [
                            {
                              instancePath: instancePath + "/textDocument/text",
                              schemaPath: "#/properties/textDocument/properties/text/type",
                              keyword: "type",
                              params: { type: "string" },
                            },
                          ];
                          return false;
                        }
                        var valid1 = _errs9 === errors;
                      } else {
                        var valid1 = true;
                      }
                    }
                  }
                }
              }
            } else {
              validate28.errors = [
                {
                  instancePath: instancePath + "/textDocument",
                  schemaPath: "#/properties/textDocument/type",
                  keyword: "type",
                  params: { type: "object" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.sessionId !== void 0) {
            let data5 = data.sessionId;
            const _errs11 = errors;
            if (errors === _errs11) {
              if (typeof data5 === "string") {
                if (func1(data5) < 1) {
                  validate28.errors = [
                    {
                      instancePath: instancePath + "/sessionId",
                      schemaPath: "#/properties/sessionId/minLength",
                      keyword: "minLength",
                      params: { limit: 1 },
                    },
                  ];
                  return false;
                }
              } else {
                validate28.errors = [
                  {
                    instancePath: instancePath + "/sessionId",
                    schemaPath: "#/properties/sessionId/type",
                    keyword: "type",
                    params: { type: "string" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs11 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate28.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate28.errors = vErrors;
  return errors === 0;
}
var check29 = validate29;
function validate29(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (
        (data.textDocument === void 0 && (missing0 = "textDocument")) ||
        (data.contentChanges === void 0 && (missing0 = "contentChanges"))
      ) {
        validate29.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.textDocument !== void 0) {
          let data0 = data.textDocument;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
              let missing1;
              if (
                (data0.uri === void 0 && (missing1 = "uri")) ||
                (data0.version === void 0 && (missing1 = "version"))
              ) {
                validate29.errors = [
                  {
                    instancePath: instancePath + "/textDocument",
                    schemaPath: "#/properties/textDocument/required",
                    keyword: "required",
                    params: { missingProperty: missing1 },
                  },
                ];
                return false;
              } else {
                if (data0.uri !== void 0) {
                  const _errs3 = errors;
                  if (typeof data0.uri !== "string") {
                    validate29.errors = [
                      {
                        instancePath: instancePath + "/textDocument/uri",
                        schemaPath: "#/properties/textDocument/properties/uri/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                  var valid1 = _errs3 === errors;
                } else {
                  var valid1 = true;
                }
                if (valid1) {
                  if (data0.version !== void 0) {
                    let data2 = data0.version;
                    const _errs5 = errors;
                    if (!(
                      typeof data2 == "number" &&
                      !(data2 % 1) &&
                      !isNaN(data2) &&
                      isFinite(data2)
                    )) {
                      validate29.errors = [
                        {
                          instancePath: instancePath + "/textDocument/version",
                          schemaPath: "#/properties/textDocument/properties/version/type",
                          keyword: "type",
                          params: { type: "integer" },
                        },
                      ];
                      return false;
                    }
                    var valid1 = _errs5 === errors;
                  } else {
                    var valid1 = true;
                  }
                }
              }
            } else {
              validate29.errors = [
                {
                  instancePath: instancePath + "/textDocument",
                  schemaPath: "#/properties/textDocument/type",
                  keyword: "type",
                  params: { type: "object" },
                },
              ];
              return false;
            }
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.contentChanges !== void 0) {
            let data3 = data.contentChanges;
            const _errs7 = errors;
            if (errors === _errs7) {
              if (Array.isArray(data3)) {
                var valid2 = true;
                const len0 = data3.length;
                for (let i0 = 0; i0 < len0; i0++) {
                  let data4 = data3[i0];
                  const _errs9 = errors;
                  if (errors === _errs9) {
                    if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
                      let missing2;
                      if (data4.text === void 0 && (missing2 = "text")) {
                        validate29.errors = [
                          {
                            instancePath: instancePath + "/contentChanges/" + i0,
                            schemaPath: "#/properties/contentChanges/items/required",
                            keyword: "required",
                            params: { missingProperty: missing2 },
                          },
                        ];
                        return false;
                      } else {
                        if (data4.range !== void 0) {
                          let data5 = data4.range;
                          const _errs11 = errors;
                          if (errors === _errs11) {
                            if (data5 && typeof data5 == "object" && !Array.isArray(data5)) {
                              let missing3;
                              if (
                                (data5.start === void 0 && (missing3 = "start")) ||
                                (data5.end === void 0 && (missing3 = "end"))
                              ) {
                                validate29.errors = [
                                  {
                                    instancePath: instancePath + "/contentChanges/" + i0 + "/range",
                                    schemaPath:
                                      "#/properties/contentChanges/items/properties/range/required",
                                    keyword: "required",
                                    params: { missingProperty: missing3 },
                                  },
                                ];
                                return false;
                              } else {
                                if (data5.start !== void 0) {
                                  let data6 = data5.start;
                                  const _errs13 = errors;
                                  if (errors === _errs13) {
                                    if (
                                      data6 &&
                                      typeof data6 == "object" &&
                                      !Array.isArray(data6)
                                    ) {
                                      let missing4;
                                      if (
                                        (data6.line === void 0 && (missing4 = "line")) ||
                                        (data6.character === void 0 && (missing4 = "character"))
                                      ) {
                                        validate29.errors = [
                                          {
                                            instancePath:
                                              instancePath +
                                              "/contentChanges/" +
                                              i0 +
                                              "/range/start",
                                            schemaPath:
                                              "#/properties/contentChanges/items/properties/range/properties/start/required",
                                            keyword: "required",
                                            params: { missingProperty: missing4 },
                                          },
                                        ];
                                        return false;
                                      } else {
                                        if (data6.line !== void 0) {
                                          let data7 = data6.line;
                                          const _errs15 = errors;
                                          if (!(
                                            typeof data7 == "number" &&
                                            !(data7 % 1) &&
                                            !isNaN(data7) &&
                                            isFinite(data7)
                                          )) {
                                            validate29.errors = [
                                              {
                                                instancePath:
                                                  instancePath +
                                                  "/contentChanges/" +
                                                  i0 +
                                                  "/range/start/line",
                                                schemaPath:
                                                  "#/properties/contentChanges/items/properties/range/properties/start/properties/line/type",
                                                keyword: "type",
                                                params: { type: "integer" },
                                              },
                                            ];
                                            return false;
                                          }
                                          if (errors === _errs15) {
                                            if (typeof data7 == "number" && isFinite(data7)) {
                                              if (data7 < 0 || isNaN(data7)) {
                                                validate29.errors = [
                                                  {
                                                    instancePath:
                                                      instancePath +
                                                      "/contentChanges/" +
                                                      i0 +
                                                      "/range/start/line",
                                                    schemaPath:
                                                      "#/properties/contentChanges/items/properties/range/properties/start/properties/line/minimum",
                                                    keyword: "minimum",
                                                    params: { comparison: ">=", limit: 0 },
                                                  },
                                                ];
                                                return false;
                                              }
                                            }
                                          }
                                          var valid5 = _errs15 === errors;
                                        } else {
                                          var valid5 = true;
                                        }
                                        if (valid5) {
                                          if (data6.character !== void 0) {
                                            let data8 = data6.character;
                                            const _errs17 = errors;
                                            if (!(
                                              typeof data8 == "number" &&
                                              !(data8 % 1) &&
                                              !isNaN(data8) &&
                                              isFinite(data8)
                                            )) {
                                              validate29.errors = [
                                                {
                                                  instancePath:
                                                    instancePath +
                                                    "/contentChanges/" +
                                                    i0 +
                                                    "/range/start/character",
                                                  schemaPath:
                                                    "#/properties/contentChanges/items/properties/range/properties/start/properties/character/type",
                                                  keyword: "type",
                                                  params: { type: "integer" },
                                                },
                                              ];
                                              return false;
                                            }
                                            if (errors === _errs17) {
                                              if (typeof data8 == "number" && isFinite(data8)) {
                                                if (data8 < 0 || isNaN(data8)) {
                                                  validate29.errors = [
                                                    {
                                                      instancePath:
                                                        instancePath +
                                                        "/contentChanges/" +
                                                        i0 +
                                                        "/range/start/character",
                                                      schemaPath:
                                                        "#/properties/contentChanges/items/properties/range/properties/start/properties/character/minimum",
                                                      keyword: "minimum",
                                                      params: { comparison: ">=", limit: 0 },
                                                    },
                                                  ];
                                                  return false;
                                                }
                                              }
                                            }
                                            var valid5 = _errs17 === errors;
                                          } else {
                                            var valid5 = true;
                                          }
                                        }
                                      }
                                    } else {
                                      validate29.errors = [
                                        {
                                          instancePath:
                                            instancePath + "/contentChanges/" + i0 + "/range/start",
                                          schemaPath:
                                            "#/properties/contentChanges/items/properties/range/properties/start/type",
                                          keyword: "type",
                                          params: { type: "object" },
                                        },
                                      ];
                                      return false;
                                    }
                                  }
                                  var valid4 = _errs13 === errors;
                                } else {
                                  var valid4 = true;
                                }
                                if (valid4) {
                                  if (data5.end !== void 0) {
                                    let data9 = data5.end;
                                    const _errs19 = errors;
                                    if (errors === _errs19) {
                                      if (
                                        data9 &&
                                        typeof data9 == "object" &&
                                        !Array.isArray(data9)
                                      ) {
                                        let missing5;
                                        if (
                                          (data9.line === void 0 && (missing5 = "line")) ||
                                          (data9.character === void 0 && (missing5 = "character"))
                                        ) {
                                          validate29.errors = [
                                            {
                                              instancePath:
                                                instancePath +
                                                "/contentChanges/" +
                                                i0 +
                                                "/range/end",
                                              schemaPath:
                                                "#/properties/contentChanges/items/properties/range/properties/end/required",
                                              keyword: "required",
                                              params: { missingProperty: missing5 },
                                            },
                                          ];
                                          return false;
                                        } else {
                                          if (data9.line !== void 0) {
                                            let data10 = data9.line;
                                            const _errs21 = errors;
                                            if (!(
                                              typeof data10 == "number" &&
                                              !(data10 % 1) &&
                                              !isNaN(data10) &&
                                              isFinite(data10)
                                            )) {
                                              validate29.errors = [
                                                {
                                                  instancePath:
                                                    instancePath +
                                                    "/contentChanges/" +
                                                    i0 +
                                                    "/range/end/line",
                                                  schemaPath:
                                                    "#/properties/contentChanges/items/properties/range/properties/end/properties/line/type",
                                                  keyword: "type",
                                                  params: { type: "integer" },
                                                },
                                              ];
                                              return false;
                                            }
                                            if (errors === _errs21) {
                                              if (typeof data10 == "number" && isFinite(data10)) {
                                                if (data10 < 0 || isNaN(data10)) {
                                                  validate29.errors = [
                                                    {
                                                      instancePath:
                                                        instancePath +
                                                        "/contentChanges/" +
                                                        i0 +
                                                        "/range/end/line",
                                                      schemaPath:
                                                        "#/properties/contentChanges/items/properties/range/properties/end/properties/line/minimum",
                                                      keyword: "minimum",
                                                      params: { comparison: ">=", limit: 0 },
                                                    },
                                                  ];
                                                  return false;
                                                }
                                              }
                                            }
                                            var valid6 = _errs21 === errors;
                                          } else {
                                            var valid6 = true;
                                          }
                                          if (valid6) {
                                            if (data9.character !== void 0) {
                                              let data11 = data9.character;
                                              const _errs23 = errors;
                                              if (!(
                                                typeof data11 == "number" &&
                                                !(data11 % 1) &&
                                                !isNaN(data11) &&
                                                isFinite(data11)
                                              )) {
                                                validate29.errors = [
                                                  {
                                                    instancePath:
                                                      instancePath +
                                                      "/contentChanges/" +
                                                      i0 +
                                                      "/range/end/character",
                                                    schemaPath:
                                                      "#/properties/contentChanges/items/properties/range/properties/end/properties/character/type",
                                                    keyword: "type",
                                                    params: { type: "integer" },
                                                  },
                                                ];
                                                return false;
                                              }
                                              if (errors === _errs23) {
                                                if (typeof data11 == "number" && isFinite(data11)) {
                                                  if (data11 < 0 || isNaN(data11)) {
                                                    validate29.errors = [
                                                      {
                                                        instancePath:
                                                          instancePath +
                                                          "/contentChanges/" +
                                                          i0 +
                                                          "/range/end/character",
                                                        schemaPath:
                                                          "#/properties/contentChanges/items/properties/range/properties/end/properties/character/minimum",
                                                        keyword: "minimum",
                                                        params: { comparison: ">=", limit: 0 },
                                                      },
                                                    ];
                                                    return false;
                                                  }
                                                }
                                              }
                                              var valid6 = _errs23 === errors;
                                            } else {
                                              var valid6 = true;
                                            }
                                          }
                                        }
                                      } else {
                                        validate29.errors = [
                                          {
                                            instancePath:
                                              instancePath + "/contentChanges/" + i0 + "/range/end",
                                            schemaPath:
                                              "#/properties/contentChanges/items/properties/range/properties/end/type",
                                            keyword: "type",
                                            params: { type: "object" },
                                          },
                                        ];
                                        return false;
                                      }
                                    }
                                    var valid4 = _errs19 === errors;
                                  } else {
                                    var valid4 = true;
                                  }
                                }
                              }
                            } else {
                              validate29.errors = [
                                {
                                  instancePath: instancePath + "/contentChanges/" + i0 + "/range",
                                  schemaPath:
                                    "#/properties/contentChanges/items/properties/range/type",
                                  keyword: "type",
                                  params: { type: "object" },
                                },
                              ];
                              return false;
                            }
                          }
                          var valid3 = _errs11 === errors;
                        } else {
                          var valid3 = true;
                        }
                        if (valid3) {
                          if (data4.rangeLength !== void 0) {
                            let data12 = data4.rangeLength;
                            const _errs25 = errors;
                            if (!(
                              typeof data12 == "number" &&
                              !(data12 % 1) &&
                              !isNaN(data12) &&
                              isFinite(data12)
                            )) {
                              validate29.errors = [
                                {
                                  instancePath:
                                    instancePath + "/contentChanges/" + i0 + "/rangeLength",
                                  schemaPath:
                                    "#/properties/contentChanges/items/properties/rangeLength/type",
                                  keyword: "type",
                                  params: { type: "integer" },
                                },
                              ];
                              return false;
                            }
                            if (errors === _errs25) {
                              if (typeof data12 == "number" && isFinite(data12)) {
                                if (data12 < 0 || isNaN(data12)) {
                                  validate29.errors = [
                                    {
                                      instancePath:
                                        instancePath + "/contentChanges/" + i0 + "/rangeLength",
                                      schemaPath:
                                        "#/properties/contentChanges/items/properties/rangeLength/minimum",
                                      keyword: "minimum",
                                      params: { comparison: ">=", limit: 0 },
                                    },
                                  ];
                                  return false;
                                }
                              }
                            }
                            var valid3 = _errs25 === errors;
                          } else {
                            var valid3 = true;
                          }
                          if (valid3) {
                            if (data4.text !== void 0) {
                              const _errs27 = errors;
                              if (typeof data4.text !== "string") {
                                validate29.errors = [
                                  {
                                    instancePath: instancePath + "/contentChanges/" + i0 + "/text",
                                    schemaPath:
                                      "#/properties/contentChanges/items/properties/text/type",
                                    keyword: "type",
                                    params: { type: "string" },
                                  },
                                ];
                                return false;
                              }
                              var valid3 = _errs27 === errors;
                            } else {
                              var valid3 = true;
                            }
                          }
                        }
                      }
                    } else {
                      validate29.errors = [
                        {
                          instancePath: instancePath + "/contentChanges/" + i0,
                          schemaPath: "#/properties/contentChanges/items/type",
                          keyword: "type",
                          params: { type: "object" },
                        },
                      ];
                      return false;
                    }
                  }
                  var valid2 = _errs9 === errors;
                  if (!valid2) {
                    break;
                  }
                }
              } else {
                validate29.errors = [
                  {
                    instancePath: instancePath + "/contentChanges",
                    schemaPath: "#/properties/contentChanges/type",
                    keyword: "type",
                    params: { type: "array" },
                  },
                ];
                return false;
              }
            }
            var valid0 = _errs7 === errors;
          } else {
            var valid0 = true;
          }
        }
      }
    } else {
      validate29.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate29.errors = vErrors;
  return errors === 0;
}
var check30 = validate30;
function validate30(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.textDocument === void 0 && (missing0 = "textDocument")) {
        validate30.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.textDocument !== void 0) {
          let data0 = data.textDocument;
          const _errs1 = errors;
          if (errors === _errs1) {
            if (data0 && typeof data0 == "object" && !Array.isArray(data0)) {
              let missing1;
              if (data0.uri === void 0 && (missing1 = "uri")) {
                validate30.errors = [
                  {
                    instancePath: instancePath + "/textDocument",
                    schemaPath: "#/properties/textDocument/required",
                    keyword: "required",
                    params: { missingProperty: missing1 },
                  },
                ];
                return false;
              } else {
                if (data0.uri !== void 0) {
                  if (typeof data0.uri !== "string") {
                    validate30.errors = [
                      {
                        instancePath: instancePath + "/textDocument/uri",
                        schemaPath: "#/properties/textDocument/properties/uri/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                }
              }
            } else {
              validate30.errors = [
                {
                  instancePath: instancePath + "/textDocument",
                  schemaPath: "#/properties/textDocument/type",
                  keyword: "type",
                  params: { type: "object" },
                },
              ];
              return false;
            }
          }
        }
      }
    } else {
      validate30.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate30.errors = vErrors;
  return errors === 0;
}
var check31 = validate31;
function validate31(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.id === void 0 && (missing0 = "id")) {
        validate31.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.id !== void 0) {
          let data0 = data.id;
          const _errs2 = errors;
          let valid1 = false;
          const _errs3 = errors;
          if (!(typeof data0 == "number" && !(data0 % 1) && !isNaN(data0) && isFinite(data0))) {
            const err0 = {
              instancePath: instancePath + "/id",
              schemaPath: "#/properties/id/anyOf/0/type",
              keyword: "type",
              params: { type: "integer" },
            };
            if (vErrors === null) {
              vErrors = [err0];
            } else {
              vErrors.push(err0);
            }
            errors++;
          }
          var _valid0 = _errs3 === errors;
          valid1 = valid1 || _valid0;
          if (!valid1) {
            const _errs5 = errors;
            if (typeof data0 !== "string") {
              const err1 = {
                instancePath: instancePath + "/id",
                schemaPath: "#/properties/id/anyOf/1/type",
                keyword: "type",
                params: { type: "string" },
              };
              if (vErrors === null) {
                vErrors = [err1];
              } else {
                vErrors.push(err1);
              }
              errors++;
            }
            var _valid0 = _errs5 === errors;
            valid1 = valid1 || _valid0;
          }
          if (!valid1) {
            const err2 = {
              instancePath: instancePath + "/id",
              schemaPath: "#/properties/id/anyOf",
              keyword: "anyOf",
              params: {},
            };
            if (vErrors === null) {
              vErrors = [err2];
            } else {
              vErrors.push(err2);
            }
            errors++;
            validate31.errors = vErrors;
            return false;
          } else {
            errors = _errs2;
            if (vErrors !== null) {
              if (_errs2) {
                vErrors.length = _errs2;
              } else {
                vErrors = null;
              }
            }
          }
        }
      }
    } else {
      validate31.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate31.errors = vErrors;
  return errors === 0;
}
var check32 = validate32;
function validate32(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.value === void 0 && (missing0 = "value")) {
        validate32.errors = [
          {
            instancePath,
            schemaPath: "#/required",
            keyword: "required",
            params: { missingProperty: missing0 },
          },
        ];
        return false;
      } else {
        if (data.value !== void 0) {
          if (typeof data.value !== "string") {
            validate32.errors = [
              {
                instancePath: instancePath + "/value",
                schemaPath: "#/properties/value/type",
                keyword: "type",
                params: { type: "string" },
              },
            ];
            return false;
          }
        }
      }
    } else {
      validate32.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate32.errors = vErrors;
  return errors === 0;
}
var check33 = validate33;
var schema33 = {
  type: "object",
  properties: {
    $schema: { type: "string", description: "For editors." },
    languageId: { enum: ["typescript", "javascript"] },
    autoawait: { type: "boolean" },
    runner: {
      type: "string",
      minLength: 1,
      description: "What brings asynchronous cells to their end.",
    },
    loopPolicy: { enum: ["persistent", "perCell"] },
    history: { type: "boolean", description: "Are cells stored in the user's history?" },
    limits: {
      type: "object",
      properties: {
        memoryMb: { type: "integer", minimum: 16, description: "Heap of the kernel, MiB." },
        cellTimeoutMs: {
          type: "number",
          exclusiveMinimum: 0,
          description: "Deadline of every cell that brings none.",
        },
        outputBytesPerCell: {
          type: "integer",
          minimum: 0,
          description: "UTF-8 bytes of stream text; the rest is dropped and said so.",
        },
        idleTtlMs: {
          type: "number",
          minimum: 0,
          description: "How long a session without a client lives on.",
        },
      },
      additionalProperties: false,
    },
    extensions: {
      type: "array",
      items: { type: "string", minLength: 1 },
      description: "Modules with an export `load(awaitd)`, from the file's directory.",
    },
    magics: {
      type: "object",
      description: "Name \u2192 `module#export`, from the file's directory.",
      additionalProperties: {
        anyOf: [
          { type: "string" },
          {
            type: "object",
            required: ["awaitd:kind"],
            properties: { "awaitd:kind": { type: "string", const: "function" } },
            additionalProperties: false,
            title: "a function",
          },
        ],
      },
    },
    startup: {
      type: "array",
      items: {
        anyOf: [
          { type: "string" },
          {
            type: "object",
            required: ["awaitd:kind"],
            properties: { "awaitd:kind": { type: "string", const: "function" } },
            additionalProperties: false,
            title: "a function",
          },
        ],
      },
      description: "Cells that are run before the first one of a session.",
    },
  },
  additionalProperties: false,
};
function validate33(
  data,
  { instancePath = "", parentData, parentDataProperty, rootData = data } = {},
) {
  let vErrors = null;
  let errors = 0;
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      const _errs1 = errors;
      for (const key0 in data) {
        if (!func0.call(schema33.properties, key0)) {
          validate33.errors = [
            {
              instancePath,
              schemaPath: "#/additionalProperties",
              keyword: "additionalProperties",
              params: { additionalProperty: key0 },
            },
          ];
          return false;
          break;
        }
      }
      if (_errs1 === errors) {
        if (data.$schema !== void 0) {
          const _errs2 = errors;
          if (typeof data.$schema !== "string") {
            validate33.errors = [
              {
                instancePath: instancePath + "/$schema",
                schemaPath: "#/properties/%24schema/type",
                keyword: "type",
                params: { type: "string" },
              },
            ];
            return false;
          }
          var valid0 = _errs2 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.languageId !== void 0) {
            let data1 = data.languageId;
            const _errs4 = errors;
            if (!(data1 === "typescript" || data1 === "javascript")) {
              validate33.errors = [
                {
                  instancePath: instancePath + "/languageId",
                  schemaPath: "#/properties/languageId/enum",
                  keyword: "enum",
                  params: { allowedValues: schema33.properties.languageId.enum },
                },
              ];
              return false;
            }
            var valid0 = _errs4 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.autoawait !== void 0) {
              const _errs5 = errors;
              if (typeof data.autoawait !== "boolean") {
                validate33.errors = [
                  {
                    instancePath: instancePath + "/autoawait",
                    schemaPath: "#/properties/autoawait/type",
                    keyword: "type",
                    params: { type: "boolean" },
                  },
                ];
                return false;
              }
              var valid0 = _errs5 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.runner !== void 0) {
                let data3 = data.runner;
                const _errs7 = errors;
                if (errors === _errs7) {
                  if (typeof data3 === "string") {
                    if (func1(data3) < 1) {
                      validate33.errors = [
                        {
                          instancePath: instancePath + "/runner",
                          schemaPath: "#/properties/runner/minLength",
                          keyword: "minLength",
                          params: { limit: 1 },
                        },
                      ];
                      return false;
                    }
                  } else {
                    validate33.errors = [
                      {
                        instancePath: instancePath + "/runner",
                        schemaPath: "#/properties/runner/type",
                        keyword: "type",
                        params: { type: "string" },
                      },
                    ];
                    return false;
                  }
                }
                var valid0 = _errs7 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.loopPolicy !== void 0) {
                  let data4 = data.loopPolicy;
                  const _errs9 = errors;
                  if (!(data4 === "persistent" || data4 === "perCell")) {
                    validate33.errors = [
                      {
                        instancePath: instancePath + "/loopPolicy",
                        schemaPath: "#/properties/loopPolicy/enum",
                        keyword: "enum",
                        params: { allowedValues: schema33.properties.loopPolicy.enum },
                      },
                    ];
                    return false;
                  }
                  var valid0 = _errs9 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.history !== void 0) {
                    const _errs10 = errors;
                    if (typeof data.history !== "boolean") {
                      validate33.errors = [
                        {
                          instancePath: instancePath + "/history",
                          schemaPath: "#/properties/history/type",
                          keyword: "type",
                          params: { type: "boolean" },
                        },
                      ];
                      return false;
                    }
                    var valid0 = _errs10 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.limits !== void 0) {
                      let data6 = data.limits;
                      const _errs12 = errors;
                      if (errors === _errs12) {
                        if (data6 && typeof data6 == "object" && !Array.isArray(data6)) {
                          const _errs14 = errors;
                          for (const key1 in data6) {
                            if (!(
                              key1 === "memoryMb" ||
                              key1 === "cellTimeoutMs" ||
                              key1 === "outputBytesPerCell" ||
                              key1 === "idleTtlMs"
                            )) {
                              validate33.errors = [
                                {
                                  instancePath: instancePath + "/limits",
                                  schemaPath: "#/properties/limits/additionalProperties",
                                  keyword: "additionalProperties",
                                  params: { additionalProperty: key1 },
                                },
                              ];
                              return false;
                              break;
                            }
                          }
                          if (_errs14 === errors) {
                            if (data6.memoryMb !== void 0) {
                              let data7 = data6.memoryMb;
                              const _errs15 = errors;
                              if (!(
                                typeof data7 == "number" &&
                                !(data7 % 1) &&
                                !isNaN(data7) &&
                                isFinite(data7)
                              )) {
                                validate33.errors = [
                                  {
                                    instancePath: instancePath + "/limits/memoryMb",
                                    schemaPath: "#/properties/limits/properties/memoryMb/type",
                                    keyword: "type",
                                    params: { type: "integer" },
                                  },
                                ];
                                return false;
                              }
                              if (errors === _errs15) {
                                if (typeof data7 == "number" && isFinite(data7)) {
                                  if (data7 < 16 || isNaN(data7)) {
                                    validate33.errors = [
                                      {
                                        instancePath: instancePath + "/limits/memoryMb",
                                        schemaPath:
                                          "#/properties/limits/properties/memoryMb/minimum",
                                        keyword: "minimum",
                                        params: { comparison: ">=", limit: 16 },
                                      },
                                    ];
                                    return false;
                                  }
                                }
                              }
                              var valid1 = _errs15 === errors;
                            } else {
                              var valid1 = true;
                            }
                            if (valid1) {
                              if (data6.cellTimeoutMs !== void 0) {
                                let data8 = data6.cellTimeoutMs;
                                const _errs17 = errors;
                                if (errors === _errs17) {
                                  if (typeof data8 == "number" && isFinite(data8)) {
                                    if (data8 <= 0 || isNaN(data8)) {
                                      validate33.errors = [
                                        {
                                          instancePath: instancePath + "/limits/cellTimeoutMs",
                                          schemaPath:
                                            "#/properties/limits/properties/cellTimeoutMs/exclusiveMinimum",
                                          keyword: "exclusiveMinimum",
                                          params: { comparison: ">", limit: 0 },
                                        },
                                      ];
                                      return false;
                                    }
                                  } else {
                                    validate33.errors = [
                                      {
                                        instancePath: instancePath + "/limits/cellTimeoutMs",
                                        schemaPath:
                                          "#/properties/limits/properties/cellTimeoutMs/type",
                                        keyword: "type",
                                        params: { type: "number" },
                                      },
                                    ];
                                    return false;
                                  }
                                }
                                var valid1 = _errs17 === errors;
                              } else {
                                var valid1 = true;
                              }
                              if (valid1) {
                                if (data6.outputBytesPerCell !== void 0) {
                                  let data9 = data6.outputBytesPerCell;
                                  const _errs19 = errors;
                                  if (!(
                                    typeof data9 == "number" &&
                                    !(data9 % 1) &&
                                    !isNaN(data9) &&
                                    isFinite(data9)
                                  )) {
                                    validate33.errors = [
                                      {
                                        instancePath: instancePath + "/limits/outputBytesPerCell",
                                        schemaPath:
                                          "#/properties/limits/properties/outputBytesPerCell/type",
                                        keyword: "type",
                                        params: { type: "integer" },
                                      },
                                    ];
                                    return false;
                                  }
                                  if (errors === _errs19) {
                                    if (typeof data9 == "number" && isFinite(data9)) {
                                      if (data9 < 0 || isNaN(data9)) {
                                        validate33.errors = [
                                          {
                                            instancePath:
                                              instancePath + "/limits/outputBytesPerCell",
                                            schemaPath:
                                              "#/properties/limits/properties/outputBytesPerCell/minimum",
                                            keyword: "minimum",
                                            params: { comparison: ">=", limit: 0 },
                                          },
                                        ];
                                        return false;
                                      }
                                    }
                                  }
                                  var valid1 = _errs19 === errors;
                                } else {
                                  var valid1 = true;
                                }
                                if (valid1) {
                                  if (data6.idleTtlMs !== void 0) {
                                    let data10 = data6.idleTtlMs;
                                    const _errs21 = errors;
                                    if (errors === _errs21) {
                                      if (typeof data10 == "number" && isFinite(data10)) {
                                        if (data10 < 0 || isNaN(data10)) {
                                          validate33.errors = [
                                            {
                                              instancePath: instancePath + "/limits/idleTtlMs",
                                              schemaPath:
                                                "#/properties/limits/properties/idleTtlMs/minimum",
                                              keyword: "minimum",
                                              params: { comparison: ">=", limit: 0 },
                                            },
                                          ];
                                          return false;
                                        }
                                      } else {
                                        validate33.errors = [
                                          {
                                            instancePath: instancePath + "/limits/idleTtlMs",
                                            schemaPath:
                                              "#/properties/limits/properties/idleTtlMs/type",
                                            keyword: "type",
                                            params: { type: "number" },
                                          },
                                        ];
                                        return false;
                                      }
                                    }
                                    var valid1 = _errs21 === errors;
                                  } else {
                                    var valid1 = true;
                                  }
                                }
                              }
                            }
                          }
                        } else {
                          validate33.errors = [
                            {
                              instancePath: instancePath + "/limits",
                              schemaPath: "#/properties/limits/type",
                              keyword: "type",
                              params: { type: "object" },
                            },
                          ];
                          return false;
                        }
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.extensions !== void 0) {
                        let data11 = data.extensions;
                        const _errs23 = errors;
                        if (errors === _errs23) {
                          if (Array.isArray(data11)) {
                            var valid2 = true;
                            const len0 = data11.length;
                            for (let i0 = 0; i0 < len0; i0++) {
                              let data12 = data11[i0];
                              const _errs25 = errors;
                              if (errors === _errs25) {
                                if (typeof data12 === "string") {
                                  if (func1(data12) < 1) {
                                    validate33.errors = [
                                      {
                                        instancePath: instancePath + "/extensions/" + i0,
                                        schemaPath: "#/properties/extensions/items/minLength",
                                        keyword: "minLength",
                                        params: { limit: 1 },
                                      },
                                    ];
                                    return false;
                                  }
                                } else {
                                  validate33.errors = [
                                    {
                                      instancePath: instancePath + "/extensions/" + i0,
                                      schemaPath: "#/properties/extensions/items/type",
                                      keyword: "type",
                                      params: { type: "string" },
                                    },
                                  ];
                                  return false;
                                }
                              }
                              var valid2 = _errs25 === errors;
                              if (!valid2) {
                                break;
                              }
                            }
                          } else {
                            validate33.errors = [
                              {
                                instancePath: instancePath + "/extensions",
                                schemaPath: "#/properties/extensions/type",
                                keyword: "type",
                                params: { type: "array" },
                              },
                            ];
                            return false;
                          }
                        }
                        var valid0 = _errs23 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.magics !== void 0) {
                          let data13 = data.magics;
                          const _errs27 = errors;
                          if (errors === _errs27) {
                            if (data13 && typeof data13 == "object" && !Array.isArray(data13)) {
                              for (const key2 in data13) {
                                let data14 = data13[key2];
                                const _errs30 = errors;
                                const _errs31 = errors;
                                let valid4 = false;
                                const _errs32 = errors;
                                if (typeof data14 !== "string") {
                                  const err0 = {
                                    instancePath:
                                      instancePath +
                                      "/magics/" +
                                      key2.replace(/~/g, "~0").replace(/\//g, "~1"),
                                    schemaPath:
                                      "#/properties/magics/additionalProperties/anyOf/0/type",
                                    keyword: "type",
                                    params: { type: "string" },
                                  };
                                  if (vErrors === null) {
                                    vErrors = [err0];
                                  } else {
                                    vErrors.push(err0);
                                  }
                                  errors++;
                                }
                                var _valid0 = _errs32 === errors;
                                valid4 = valid4 || _valid0;
                                if (!valid4) {
                                  const _errs34 = errors;
                                  if (errors === _errs34) {
                                    if (
                                      data14 &&
                                      typeof data14 == "object" &&
                                      !Array.isArray(data14)
                                    ) {
                                      let missing0;
                                      if (
                                        data14["awaitd:kind"] === void 0 &&
                                        (missing0 = "awaitd:kind")
                                      ) {
                                        const err1 = {
                                          instancePath:
                                            instancePath +
                                            "/magics/" +
                                            key2.replace(/~/g, "~0").replace(/\//g, "~1"),
                                          schemaPath:
                                            "#/properties/magics/additionalProperties/anyOf/1/required",
                                          keyword: "required",
                                          params: { missingProperty: missing0 },
                                        };
                                        if (vErrors === null) {
                                          vErrors = [err1];
                                        } else {
                                          vErrors.push(err1);
                                        }
                                        errors++;
                                      } else {
                                        const _errs36 = errors;
                                        for (const key3 in data14) {
                                          if (!(key3 === "awaitd:kind")) {
                                            const err2 = {
                                              instancePath:
                                                instancePath +
                                                "/magics/" +
                                                key2.replace(/~/g, "~0").replace(/\//g, "~1"),
                                              schemaPath:
                                                "#/properties/magics/additionalProperties/anyOf/1/additionalProperties",
                                              keyword: "additionalProperties",
                                              params: { additionalProperty: key3 },
                                            };
                                            if (vErrors === null) {
                                              vErrors = [err2];
                                            } else {
                                              vErrors.push(err2);
                                            }
                                            errors++;
                                            break;
                                          }
                                        }
                                        if (_errs36 === errors) {
                                          if (data14["awaitd:kind"] !== void 0) {
                                            let data15 = data14["awaitd:kind"];
                                            if (typeof data15 !== "string") {
                                              const err3 = {
                                                instancePath:
                                                  instancePath +
                                                  "/magics/" +
                                                  key2.replace(/~/g, "~0").replace(/\//g, "~1") +
                                                  "/awaitd:kind",
                                                schemaPath:
                                                  "#/properties/magics/additionalProperties/anyOf/1/properties/awaitd%3Akind/type",
                                                keyword: "type",
                                                params: { type: "string" },
                                              };
                                              if (vErrors === null) {
                                                vErrors = [err3];
                                              } else {
                                                vErrors.push(err3);
                                              }
                                              errors++;
                                            }
                                            if ("function" !== data15) {
                                              const err4 = {
                                                instancePath:
                                                  instancePath +
                                                  "/magics/" +
                                                  key2.replace(/~/g, "~0").replace(/\//g, "~1") +
                                                  "/awaitd:kind",
                                                schemaPath:
                                                  "#/properties/magics/additionalProperties/anyOf/1/properties/awaitd%3Akind/const",
                                                keyword: "const",
                                                params: { allowedValue: "function" },
                                              };
                                              if (vErrors === null) {
                                                vErrors = [err4];
                                              } else {
                                                vErrors.push(err4);
                                              }
                                              errors++;
                                            }
                                          }
                                        }
                                      }
                                    } else {
                                      const err5 = {
                                        instancePath:
                                          instancePath +
                                          "/magics/" +
                                          key2.replace(/~/g, "~0").replace(/\//g, "~1"),
                                        schemaPath:
                                          "#/properties/magics/additionalProperties/anyOf/1/type",
                                        keyword: "type",
                                        params: { type: "object" },
                                      };
                                      if (vErrors === null) {
                                        vErrors = [err5];
                                      } else {
                                        vErrors.push(err5);
                                      }
                                      errors++;
                                    }
                                  }
                                  var _valid0 = _errs34 === errors;
                                  valid4 = valid4 || _valid0;
                                }
                                if (!valid4) {
                                  const err6 = {
                                    instancePath:
                                      instancePath +
                                      "/magics/" +
                                      key2.replace(/~/g, "~0").replace(/\//g, "~1"),
                                    schemaPath: "#/properties/magics/additionalProperties/anyOf",
                                    keyword: "anyOf",
                                    params: {},
                                  };
                                  if (vErrors === null) {
                                    vErrors = [err6];
                                  } else {
                                    vErrors.push(err6);
                                  }
                                  errors++;
                                  validate33.errors = vErrors;
                                  return false;
                                } else {
                                  errors = _errs31;
                                  if (vErrors !== null) {
                                    if (_errs31) {
                                      vErrors.length = _errs31;
                                    } else {
                                      vErrors = null;
                                    }
                                  }
                                }
                                var valid3 = _errs30 === errors;
                                if (!valid3) {
                                  break;
                                }
                              }
                            } else {
                              validate33.errors = [
                                {
                                  instancePath: instancePath + "/magics",
                                  schemaPath: "#/properties/magics/type",
                                  keyword: "type",
                                  params: { type: "object" },
                                },
                              ];
                              return false;
                            }
                          }
                          var valid0 = _errs27 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.startup !== void 0) {
                            let data16 = data.startup;
                            const _errs39 = errors;
                            if (errors === _errs39) {
                              if (Array.isArray(data16)) {
                                var valid6 = true;
                                const len1 = data16.length;
                                for (let i1 = 0; i1 < len1; i1++) {
                                  let data17 = data16[i1];
                                  const _errs41 = errors;
                                  const _errs42 = errors;
                                  let valid7 = false;
                                  const _errs43 = errors;
                                  if (typeof data17 !== "string") {
                                    const err7 = {
                                      instancePath: instancePath + "/startup/" + i1,
                                      schemaPath: "#/properties/startup/items/anyOf/0/type",
                                      keyword: "type",
                                      params: { type: "string" },
                                    };
                                    if (vErrors === null) {
                                      vErrors = [err7];
                                    } else {
                                      vErrors.push(err7);
                                    }
                                    errors++;
                                  }
                                  var _valid1 = _errs43 === errors;
                                  valid7 = valid7 || _valid1;
                                  if (!valid7) {
                                    const _errs45 = errors;
                                    if (errors === _errs45) {
                                      if (
                                        data17 &&
                                        typeof data17 == "object" &&
                                        !Array.isArray(data17)
                                      ) {
                                        let missing1;
                                        if (
                                          data17["awaitd:kind"] === void 0 &&
                                          (missing1 = "awaitd:kind")
                                        ) {
                                          const err8 = {
                                            instancePath: instancePath + "/startup/" + i1,
                                            schemaPath:
                                              "#/properties/startup/items/anyOf/1/required",
                                            keyword: "required",
                                            params: { missingProperty: missing1 },
                                          };
                                          if (vErrors === null) {
                                            vErrors = [err8];
                                          } else {
                                            vErrors.push(err8);
                                          }
                                          errors++;
                                        } else {
                                          const _errs47 = errors;
                                          for (const key4 in data17) {
                                            if (!(key4 === "awaitd:kind")) {
                                              const err9 = {
                                                instancePath: instancePath + "/startup/" + i1,
                                                schemaPath:
                                                  "#/properties/startup/items/anyOf/1/additionalProperties",
                                                keyword: "additionalProperties",
                                                params: { additionalProperty: key4 },
                                              };
                                              if (vErrors === null) {
                                                vErrors = [err9];
                                              } else {
                                                vErrors.push(err9);
                                              }
                                              errors++;
                                              break;
                                            }
                                          }
                                          if (_errs47 === errors) {
                                            if (data17["awaitd:kind"] !== void 0) {
                                              let data18 = data17["awaitd:kind"];
                                              if (typeof data18 !== "string") {
                                                const err10 = {
                                                  instancePath:
                                                    instancePath +
                                                    "/startup/" +
                                                    i1 +
                                                    "/awaitd:kind",
                                                  schemaPath:
                                                    "#/properties/startup/items/anyOf/1/properties/awaitd%3Akind/type",
                                                  keyword: "type",
                                                  params: { type: "string" },
                                                };
                                                if (vErrors === null) {
                                                  vErrors = [err10];
                                                } else {
                                                  vErrors.push(err10);
                                                }
                                                errors++;
                                              }
                                              if ("function" !== data18) {
                                                const err11 = {
                                                  instancePath:
                                                    instancePath +
                                                    "/startup/" +
                                                    i1 +
                                                    "/awaitd:kind",
                                                  schemaPath:
                                                    "#/properties/startup/items/anyOf/1/properties/awaitd%3Akind/const",
                                                  keyword: "const",
                                                  params: { allowedValue: "function" },
                                                };
                                                if (vErrors === null) {
                                                  vErrors = [err11];
                                                } else {
                                                  vErrors.push(err11);
                                                }
                                                errors++;
                                              }
                                            }
                                          }
                                        }
                                      } else {
                                        const err12 = {
                                          instancePath: instancePath + "/startup/" + i1,
                                          schemaPath: "#/properties/startup/items/anyOf/1/type",
                                          keyword: "type",
                                          params: { type: "object" },
                                        };
                                        if (vErrors === null) {
                                          vErrors = [err12];
                                        } else {
                                          vErrors.push(err12);
                                        }
                                        errors++;
                                      }
                                    }
                                    var _valid1 = _errs45 === errors;
                                    valid7 = valid7 || _valid1;
                                  }
                                  if (!valid7) {
                                    const err13 = {
                                      instancePath: instancePath + "/startup/" + i1,
                                      schemaPath: "#/properties/startup/items/anyOf",
                                      keyword: "anyOf",
                                      params: {},
                                    };
                                    if (vErrors === null) {
                                      vErrors = [err13];
                                    } else {
                                      vErrors.push(err13);
                                    }
                                    errors++;
                                    validate33.errors = vErrors;
                                    return false;
                                  } else {
                                    errors = _errs42;
                                    if (vErrors !== null) {
                                      if (_errs42) {
                                        vErrors.length = _errs42;
                                      } else {
                                        vErrors = null;
                                      }
                                    }
                                  }
                                  var valid6 = _errs41 === errors;
                                  if (!valid6) {
                                    break;
                                  }
                                }
                              } else {
                                validate33.errors = [
                                  {
                                    instancePath: instancePath + "/startup",
                                    schemaPath: "#/properties/startup/type",
                                    keyword: "type",
                                    params: { type: "array" },
                                  },
                                ];
                                return false;
                              }
                            }
                            var valid0 = _errs39 === errors;
                          } else {
                            var valid0 = true;
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate33.errors = [
        { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" } },
      ];
      return false;
    }
  }
  validate33.errors = vErrors;
  return errors === 0;
}
var validators = {
  initialize: check0,
  shutdown: check1,
  execute: check2,
  interrupt: check3,
  complete: check4,
  isComplete: check5,
  "history/query": check6,
  "textDocument/completion": check7,
  "textDocument/hover": check8,
  "textDocument/signatureHelp": check9,
  "textDocument/diagnostic": check10,
  inspect: check11,
  "namespace/list": check12,
  "namespace/delete": check13,
  "value/expand": check14,
  setAutoawait: check15,
  setRunner: check16,
  setLoopPolicy: check17,
  "session/create": check18,
  "session/list": check19,
  "session/info": check20,
  "session/rename": check21,
  "session/attach": check22,
  "session/detach": check23,
  "session/close": check24,
  "session/restart": check25,
  initialized: check26,
  exit: check27,
  "textDocument/didOpen": check28,
  "textDocument/didChange": check29,
  "textDocument/didClose": check30,
  "$/cancelRequest": check31,
  "$/setTrace": check32,
  config: check33,
};
var expectations = {
  initialize: {
    "": "an object",
    processId: "an integer or null",
    clientInfo: "an object",
    "clientInfo.name": "a string",
    "clientInfo.version": "a string",
    capabilities: "an object",
    protocolVersions: "an array, each item a string",
    "protocolVersions.*": "a string",
    token: "a string",
    trace: 'one of "off", "messages", "verbose"',
    session: "an object",
    "session.attach": "a string that is not empty",
    "session.sinceSeq": "an integer of at least 0",
    "session.name": "a string",
    "session.cwd": "a string",
    "session.env": "an object, each value a string",
    "session.env.*": "a string",
    "session.languageId": 'one of "typescript", "javascript"',
    "session.autoawait": "true or false",
    "session.runner": "a string",
    "session.loopPolicy": 'one of "persistent", "perCell"',
    "session.history": "true or false",
    "session.limits": "an object",
    "session.limits.memoryMb": "an integer of at least 16",
    "session.limits.cellTimeoutMs": "a number greater than 0",
    "session.limits.outputBytesPerCell": "an integer of at least 0",
    "session.limits.idleTtlMs": "a number of at least 0",
    rootUri: "a string or null",
    initializationOptions: "an object or null",
  },
  shutdown: { "": "an object" },
  execute: {
    "": "an object",
    code: "a string",
    sessionId: "a string that is not empty",
    executionId: "a string that is not empty",
    cellId: "a string",
    languageId: 'one of "typescript", "javascript"',
    timeoutMs: "a number greater than 0",
    silent: "true or false",
    storeHistory: "true or false",
    stopOnError: "true or false",
    allowStdin: "true or false",
    userExpressions: "an object, each value a string",
    "userExpressions.*": "a string",
    display: 'one of "last", "all", "none"',
    detach: "true or false",
  },
  interrupt: {
    "": "an object",
    sessionId: "a string that is not empty",
    executionId: "a string that is not empty",
    mode: 'one of "graceful", "terminate", "restart"',
    clearQueue: "true or false",
  },
  complete: {
    "": "an object",
    code: "a string",
    cursor: "an integer of at least 0",
    sessionId: "a string that is not empty",
  },
  isComplete: { "": "an object", code: "a string", sessionId: "a string that is not empty" },
  "history/query": {
    "": "an object",
    sessionId: "a string that is not empty",
    mode: 'one of "tail", "range", "search"',
    n: "an integer of at least 1",
    pattern: "a string",
    session: "an integer",
    start: "an integer of at least 0",
    stop: "an integer of at least 0",
    output: "true or false",
    unique: "true or false",
  },
  "textDocument/completion": {
    "": "an object",
    textDocument: "an object",
    "textDocument.uri": "a string",
    position: "an object",
    "position.line": "an integer of at least 0",
    "position.character": "an integer of at least 0",
    sessionId: "a string that is not empty",
  },
  "textDocument/hover": {
    "": "an object",
    textDocument: "an object",
    "textDocument.uri": "a string",
    position: "an object",
    "position.line": "an integer of at least 0",
    "position.character": "an integer of at least 0",
    sessionId: "a string that is not empty",
  },
  "textDocument/signatureHelp": {
    "": "an object",
    textDocument: "an object",
    "textDocument.uri": "a string",
    position: "an object",
    "position.line": "an integer of at least 0",
    "position.character": "an integer of at least 0",
    sessionId: "a string that is not empty",
  },
  "textDocument/diagnostic": {
    "": "an object",
    textDocument: "an object",
    "textDocument.uri": "a string",
    sessionId: "a string that is not empty",
  },
  inspect: {
    "": "an object",
    code: "a string",
    cursor: "an integer of at least 0",
    detail: "0 or 1",
    sessionId: "a string that is not empty",
  },
  "namespace/list": { "": "an object", sessionId: "a string that is not empty" },
  "namespace/delete": {
    "": "an object",
    names: "an array, each item a string",
    "names.*": "a string",
    sessionId: "a string that is not empty",
  },
  "value/expand": {
    "": "an object",
    ref: "a string",
    start: "an integer of at least 0",
    count: "an integer of at least 1",
    sessionId: "a string that is not empty",
  },
  setAutoawait: {
    "": "an object",
    sessionId: "a string that is not empty",
    enabled: "true or false",
  },
  setRunner: {
    "": "an object",
    sessionId: "a string that is not empty",
    runner: "a string that is not empty",
  },
  setLoopPolicy: {
    "": "an object",
    sessionId: "a string that is not empty",
    policy: 'one of "persistent", "perCell"',
  },
  "session/create": {
    "": "an object",
    name: "a string",
    cwd: "a string",
    env: "an object, each value a string",
    "env.*": "a string",
    languageId: 'one of "typescript", "javascript"',
    autoawait: "true or false",
    runner: "a string",
    loopPolicy: 'one of "persistent", "perCell"',
    history: "true or false",
    limits: "an object",
    "limits.memoryMb": "an integer of at least 16",
    "limits.cellTimeoutMs": "a number greater than 0",
    "limits.outputBytesPerCell": "an integer of at least 0",
    "limits.idleTtlMs": "a number of at least 0",
  },
  "session/list": { "": "an object" },
  "session/info": { "": "an object", sessionId: "a string that is not empty" },
  "session/rename": {
    "": "an object",
    sessionId: "a string that is not empty",
    name: "a string that is not empty",
  },
  "session/attach": {
    "": "an object",
    sessionId: "a string that is not empty",
    sinceSeq: "an integer of at least 0",
  },
  "session/detach": { "": "an object", sessionId: "a string that is not empty" },
  "session/close": { "": "an object", sessionId: "a string that is not empty" },
  "session/restart": {
    "": "an object",
    sessionId: "a string that is not empty",
    name: "a string",
    cwd: "a string",
    env: "an object, each value a string",
    "env.*": "a string",
    languageId: 'one of "typescript", "javascript"',
    autoawait: "true or false",
    runner: "a string",
    loopPolicy: 'one of "persistent", "perCell"',
    history: "true or false",
    limits: "an object",
    "limits.memoryMb": "an integer of at least 16",
    "limits.cellTimeoutMs": "a number greater than 0",
    "limits.outputBytesPerCell": "an integer of at least 0",
    "limits.idleTtlMs": "a number of at least 0",
    clearHistory: "true or false",
  },
  initialized: { "": "an object" },
  exit: { "": "an object" },
  "textDocument/didOpen": {
    "": "an object",
    textDocument: "an object",
    "textDocument.uri": "a string",
    "textDocument.languageId": "a string",
    "textDocument.version": "an integer",
    "textDocument.text": "a string",
    sessionId: "a string that is not empty",
  },
  "textDocument/didChange": {
    "": "an object",
    textDocument: "an object",
    "textDocument.uri": "a string",
    "textDocument.version": "an integer",
    contentChanges: "an array, each item an object",
    "contentChanges.*": "an object",
    "contentChanges.*.range": "an object",
    "contentChanges.*.range.start": "an object",
    "contentChanges.*.range.start.line": "an integer of at least 0",
    "contentChanges.*.range.start.character": "an integer of at least 0",
    "contentChanges.*.range.end": "an object",
    "contentChanges.*.range.end.line": "an integer of at least 0",
    "contentChanges.*.range.end.character": "an integer of at least 0",
    "contentChanges.*.rangeLength": "an integer of at least 0",
    "contentChanges.*.text": "a string",
  },
  "textDocument/didClose": {
    "": "an object",
    textDocument: "an object",
    "textDocument.uri": "a string",
  },
  "$/cancelRequest": { "": "an object", id: "an integer or a string" },
  "$/setTrace": { "": "an object", value: "a string" },
  config: {
    "": "an object",
    $schema: "a string",
    languageId: 'one of "typescript", "javascript"',
    autoawait: "true or false",
    runner: "a string that is not empty",
    loopPolicy: 'one of "persistent", "perCell"',
    history: "true or false",
    limits: "an object",
    "limits.memoryMb": "an integer of at least 16",
    "limits.cellTimeoutMs": "a number greater than 0",
    "limits.outputBytesPerCell": "an integer of at least 0",
    "limits.idleTtlMs": "a number of at least 0",
    extensions: "an array, each item a string that is not empty",
    "extensions.*": "a string that is not empty",
    magics: "an object, each value a string or a function",
    "magics.*": "a string or a function",
    startup: "an array, each item a string or a function",
    "startup.*": "a string or a function",
  },
};
var methodNames = [
  "initialize",
  "shutdown",
  "execute",
  "interrupt",
  "complete",
  "isComplete",
  "history/query",
  "textDocument/completion",
  "textDocument/hover",
  "textDocument/signatureHelp",
  "textDocument/diagnostic",
  "inspect",
  "namespace/list",
  "namespace/delete",
  "value/expand",
  "setAutoawait",
  "setRunner",
  "setLoopPolicy",
  "session/create",
  "session/list",
  "session/info",
  "session/rename",
  "session/attach",
  "session/detach",
  "session/close",
  "session/restart",
];
var notificationNames = [
  "output",
  "execution/didStart",
  "execution/didFinish",
  "session/didChangeState",
  "textDocument/publishDiagnostics",
  "output/gap",
];
export { expectations, methodNames, notificationNames, validators };
